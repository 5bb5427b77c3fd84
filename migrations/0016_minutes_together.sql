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
CREATE TABLE "minutes_picture" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"sha256" text NOT NULL,
	"media_type" text NOT NULL,
	"size" bigint NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
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
CREATE TABLE "archive_package" (
	"meeting_id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"state" text NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"all" integer DEFAULT 0 NOT NULL,
	"sha256" text,
	"size" bigint,
	"at" timestamp with time zone DEFAULT now() NOT NULL
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
	"did" text,
	"instead" text,
	"clock" text,
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
CREATE TABLE "minutes_live" (
	"minutes_id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"life" uuid NOT NULL,
	"state" "bytea" NOT NULL,
	"vector" "bytea" NOT NULL,
	"covered" integer DEFAULT 0 NOT NULL,
	"seq" integer DEFAULT 0 NOT NULL,
	"authors" uuid[] DEFAULT '{}' NOT NULL,
	"owner" uuid,
	"address" text,
	"owned_until" timestamp with time zone,
	"writers" uuid[] DEFAULT '{}' NOT NULL
);
--> statement-breakpoint
CREATE TABLE "minutes_update" (
	"minutes_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"network_id" uuid NOT NULL,
	"bytes" "bytea" NOT NULL,
	"author" uuid,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "minutes_update_minutes_id_seq_pk" PRIMARY KEY("minutes_id","seq")
);
--> statement-breakpoint
CREATE TABLE "transcript" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"file_name" text NOT NULL,
	"began_at" timestamp with time zone,
	"began_from" text,
	"anchors" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"track" text,
	"kept_at" timestamp with time zone,
	"kept_by" uuid,
	"lasts_because" text,
	"uploaded_by" uuid,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "transcript_line" (
	"transcript_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"network_id" uuid NOT NULL,
	"speaker" integer,
	"start" integer NOT NULL,
	"end" integer NOT NULL,
	"text" text NOT NULL,
	"item_id" uuid,
	"by_hand" boolean DEFAULT false NOT NULL,
	"dropped" boolean DEFAULT false NOT NULL,
	CONSTRAINT "transcript_line_transcript_id_number_pk" PRIMARY KEY("transcript_id","number")
);
--> statement-breakpoint
CREATE TABLE "transcript_speaker" (
	"transcript_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"network_id" uuid NOT NULL,
	"label" text NOT NULL,
	"person_id" uuid,
	"name" text,
	CONSTRAINT "transcript_speaker_transcript_id_number_pk" PRIMARY KEY("transcript_id","number")
);
--> statement-breakpoint
ALTER TABLE "minutes" ADD COLUMN "proposed_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "minutes" ADD COLUMN "corrections_until" date;--> statement-breakpoint
ALTER TABLE "minutes_revision" ADD COLUMN "authors" uuid[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "network" ADD COLUMN "logo" jsonb;--> statement-breakpoint
ALTER TABLE "network" ADD COLUMN "logo_before" jsonb;--> statement-breakpoint
ALTER TABLE "network" ADD COLUMN "decision_numbers" text DEFAULT 'year' NOT NULL;--> statement-breakpoint
CREATE INDEX "minutes_comment_thread_id_index" ON "minutes_comment" USING btree ("thread_id");--> statement-breakpoint
CREATE INDEX "minutes_thread_minutes_id_index" ON "minutes_thread" USING btree ("minutes_id");--> statement-breakpoint
CREATE INDEX "minutes_thread_item_id_index" ON "minutes_thread" USING btree ("item_id");--> statement-breakpoint
CREATE INDEX "minutes_picture_meeting_id_index" ON "minutes_picture" USING btree ("meeting_id");--> statement-breakpoint
CREATE INDEX "minutes_picture_item_id_index" ON "minutes_picture" USING btree ("item_id");--> statement-breakpoint
CREATE INDEX "closing_meeting_id_at_index" ON "closing" USING btree ("meeting_id","at");--> statement-breakpoint
CREATE INDEX "correction_minutes_id_index" ON "correction" USING btree ("minutes_id");--> statement-breakpoint
CREATE INDEX "correction_person_id_index" ON "correction" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "item_outcome_meeting_id_index" ON "item_outcome" USING btree ("meeting_id");--> statement-breakpoint
CREATE INDEX "minutes_object_meeting_id_index" ON "minutes_object" USING btree ("meeting_id");--> statement-breakpoint
CREATE INDEX "minutes_object_person_id_index" ON "minutes_object" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "minutes_live_network_id_index" ON "minutes_live" USING btree ("network_id");--> statement-breakpoint
CREATE INDEX "transcript_meeting_id_index" ON "transcript" USING btree ("meeting_id");--> statement-breakpoint
CREATE INDEX "transcript_line_item_id_index" ON "transcript_line" USING btree ("item_id");--> statement-breakpoint
CREATE INDEX "transcript_speaker_person_id_index" ON "transcript_speaker" USING btree ("person_id");