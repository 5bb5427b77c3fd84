CREATE TABLE "minutes_comment" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"thread_id" uuid NOT NULL,
	"by" uuid,
	"by_name" text,
	"text" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "minutes_thread" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"minutes_id" uuid NOT NULL,
	"passage" jsonb,
	"quote" text,
	"proposed" text,
	"by" uuid,
	"by_name" text,
	"state" text DEFAULT 'open' NOT NULL,
	"settled_by" uuid,
	"settled_by_name" text,
	"settled_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE INDEX "minutes_comment_thread_id_index" ON "minutes_comment" USING btree ("thread_id");--> statement-breakpoint
CREATE INDEX "minutes_thread_minutes_id_index" ON "minutes_thread" USING btree ("minutes_id");--> statement-breakpoint
CREATE INDEX "minutes_thread_item_id_index" ON "minutes_thread" USING btree ("item_id");