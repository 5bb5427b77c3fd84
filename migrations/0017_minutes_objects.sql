CREATE TABLE "minutes_object" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"minutes_id" uuid NOT NULL,
	"block_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"position" integer NOT NULL,
	"text" text NOT NULL,
	"question" text,
	"input_id" uuid,
	"number" integer,
	"number_year" integer,
	"who" text,
	"due" text,
	"person_id" uuid,
	"organisation_id" uuid,
	"told_person_id" uuid,
	"told_at" timestamp with time zone,
	"removed_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "minutes_object_block" UNIQUE("minutes_id","block_id")
);
--> statement-breakpoint
ALTER TABLE "network" ADD COLUMN "decision_numbers" text DEFAULT 'year' NOT NULL;--> statement-breakpoint
CREATE INDEX "minutes_object_meeting_id_index" ON "minutes_object" USING btree ("meeting_id");--> statement-breakpoint
CREATE INDEX "minutes_object_person_id_index" ON "minutes_object" USING btree ("person_id");