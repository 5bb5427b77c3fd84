CREATE TABLE "told" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"by_person" uuid,
	"by_name" text,
	"plan" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "operation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"by_person" uuid,
	"by_name" text,
	"action" text NOT NULL,
	"changes" jsonb NOT NULL,
	"undoes" uuid,
	"undone_by" uuid,
	CONSTRAINT "operation_number" UNIQUE("meeting_id","number")
);
--> statement-breakpoint
ALTER TABLE "item" ALTER COLUMN "day_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "item" ALTER COLUMN "position" SET DATA TYPE double precision;--> statement-breakpoint
ALTER TABLE "meeting" ADD COLUMN "template" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "meeting" ADD COLUMN "made_from" uuid;--> statement-breakpoint
ALTER TABLE "series" ADD COLUMN "rhythm" jsonb;--> statement-breakpoint
ALTER TABLE "series" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "series" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "item" ADD COLUMN "pinned" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "item" ADD COLUMN "room" text;--> statement-breakpoint
CREATE INDEX "told_meeting_id_at_index" ON "told" USING btree ("meeting_id","at");