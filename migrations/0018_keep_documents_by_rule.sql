CREATE TABLE "due_document" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"meeting_id" uuid,
	"item_id" uuid,
	"kind" text NOT NULL,
	"about_id" uuid NOT NULL,
	"title" jsonb NOT NULL,
	"audience" text DEFAULT 'public' NOT NULL,
	"shown_at" timestamp with time zone,
	"parts" integer DEFAULT 1 NOT NULL,
	"bytes" bigint DEFAULT 0 NOT NULL,
	"files" uuid[] DEFAULT '{}' NOT NULL,
	"years" integer NOT NULL,
	"out_at" timestamp with time zone NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"kept_until" date,
	"reason" text,
	"delete_at" timestamp with time zone,
	"deleted_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "due_document_once" UNIQUE("kind","about_id")
);
--> statement-breakpoint
ALTER TABLE "network" ADD COLUMN "keeping" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "network" ADD COLUMN "licence" text;--> statement-breakpoint
CREATE INDEX "due_document_network_id_state_index" ON "due_document" USING btree ("network_id","state");--> statement-breakpoint
CREATE INDEX "due_document_item_id_index" ON "due_document" USING btree ("item_id");--> statement-breakpoint
CREATE INDEX "due_document_meeting_id_index" ON "due_document" USING btree ("meeting_id");--> statement-breakpoint
CREATE INDEX "due_document_clock" ON "due_document" USING btree ("delete_at") WHERE "due_document"."state" = 'approved';