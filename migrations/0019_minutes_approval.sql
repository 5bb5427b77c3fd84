CREATE TABLE "amendment" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"minutes_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"text" text NOT NULL,
	"by" uuid,
	"by_name" text,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "amendment_number" UNIQUE("minutes_id","number")
);
--> statement-breakpoint
CREATE TABLE "closing" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"act" text NOT NULL,
	"by" uuid,
	"by_name" text,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "correction" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"minutes_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"part" integer NOT NULL,
	"before" text NOT NULL,
	"after" text,
	"remark" text,
	"person_id" uuid,
	"name" text NOT NULL,
	"state" text DEFAULT 'open' NOT NULL,
	"answer" text,
	"answered_by" uuid,
	"answered_by_name" text,
	"answered_at" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "item_outcome" (
	"item_id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"to_meeting_id" uuid,
	"referred_to" text,
	"by" uuid,
	"by_name" text,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "minutes" ADD COLUMN "proposed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "minutes" ADD COLUMN "corrections_until" date;--> statement-breakpoint
CREATE INDEX "closing_meeting_id_at_index" ON "closing" USING btree ("meeting_id","at");--> statement-breakpoint
CREATE INDEX "correction_minutes_id_index" ON "correction" USING btree ("minutes_id");--> statement-breakpoint
CREATE INDEX "correction_person_id_index" ON "correction" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "item_outcome_meeting_id_index" ON "item_outcome" USING btree ("meeting_id");