CREATE TABLE "input_vote" (
	"input_id" uuid NOT NULL,
	"participant_id" uuid NOT NULL,
	"network_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "input_vote_input_id_participant_id_pk" PRIMARY KEY("input_id","participant_id")
);
--> statement-breakpoint
CREATE TABLE "turn" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"item_id" uuid,
	"participant_id" uuid,
	"name" text NOT NULL,
	"organisation" text,
	"organisation_id" uuid,
	"kind" text DEFAULT 'ordinary' NOT NULL,
	"position" double precision NOT NULL,
	"asked_at" timestamp with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp with time zone,
	"running_since" timestamp with time zone,
	"spoken" integer DEFAULT 0 NOT NULL,
	"ended_at" timestamp with time zone,
	"withdrawn_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "breakout" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"item_id" uuid,
	"questions" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"dividing" text NOT NULL,
	"started_at" timestamp with time zone,
	"ends_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"returned_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"deleted_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "breakout_group" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"breakout_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"name" jsonb,
	"join_url" text,
	"notes" text DEFAULT '' NOT NULL,
	"notes_by" text,
	"notes_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "breakout_group_number" UNIQUE("breakout_id","number")
);
--> statement-breakpoint
CREATE TABLE "breakout_member" (
	"breakout_id" uuid NOT NULL,
	"participant_id" uuid NOT NULL,
	"group_id" uuid NOT NULL,
	"network_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	CONSTRAINT "breakout_member_breakout_id_participant_id_pk" PRIMARY KEY("breakout_id","participant_id")
);
--> statement-breakpoint
CREATE TABLE "ballot" (
	"poll_id" uuid NOT NULL,
	"network_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"voter" uuid NOT NULL,
	"participant_id" uuid NOT NULL,
	"choice" jsonb NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "ballot_poll_id_voter_pk" PRIMARY KEY("poll_id","voter")
);
--> statement-breakpoint
CREATE TABLE "elector" (
	"poll_id" uuid NOT NULL,
	"network_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"voter" uuid NOT NULL,
	"name" text NOT NULL,
	CONSTRAINT "elector_poll_id_voter_pk" PRIMARY KEY("poll_id","voter")
);
--> statement-breakpoint
CREATE TABLE "has_voted" (
	"poll_id" uuid NOT NULL,
	"network_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"voter" uuid NOT NULL,
	CONSTRAINT "has_voted_poll_id_voter_pk" PRIMARY KEY("poll_id","voter")
);
--> statement-breakpoint
CREATE TABLE "poll" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"item_id" uuid,
	"kind" text NOT NULL,
	"question" jsonb NOT NULL,
	"options" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"most" integer,
	"electorate" text DEFAULT 'members' NOT NULL,
	"secrecy" text DEFAULT 'hidden' NOT NULL,
	"position" integer NOT NULL,
	"opened_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"shown_at" timestamp with time zone,
	"result" jsonb,
	"electors" integer,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"created_by" uuid,
	"deleted_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "secret_ballot" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"poll_id" uuid NOT NULL,
	"network_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"choice" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "signal_count" (
	"meeting_id" uuid NOT NULL,
	"network_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"slot" timestamp with time zone NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "signal_count_meeting_id_kind_slot_pk" PRIMARY KEY("meeting_id","kind","slot")
);
--> statement-breakpoint
CREATE TABLE "participant" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"person_id" uuid,
	"name" text NOT NULL,
	"organisation_id" uuid,
	"organisation" text,
	"link_version" integer DEFAULT 1 NOT NULL,
	"joined_at" timestamp with time zone DEFAULT now() NOT NULL,
	"seen_at" timestamp with time zone DEFAULT now() NOT NULL,
	"muted_at" timestamp with time zone,
	"muted_by" uuid
);
--> statement-breakpoint
CREATE TABLE "room" (
	"meeting_id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"code" text,
	"guests_may" jsonb DEFAULT '{"ask":true,"vote":false,"queue":false}'::jsonb NOT NULL,
	"moderated" boolean DEFAULT true NOT NULL,
	"slow_seconds" integer DEFAULT 0 NOT NULL,
	"floor_open" boolean DEFAULT false NOT NULL,
	"turn_seconds" integer DEFAULT 120 NOT NULL,
	"reply_seconds" integer DEFAULT 60 NOT NULL,
	"stage" jsonb DEFAULT '{"view":"auto"}'::jsonb NOT NULL,
	"video" text DEFAULT 'link' NOT NULL,
	"video_opens" integer DEFAULT 15 NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "room_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "room_key" (
	"key" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "room_step" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"by_person" uuid,
	"by_name" text,
	"kind" text NOT NULL,
	"detail" jsonb NOT NULL,
	"undone_by" uuid,
	"undone_at" timestamp with time zone,
	CONSTRAINT "room_step_number" UNIQUE("meeting_id","number")
);
--> statement-breakpoint
ALTER TABLE "input" ADD COLUMN "participant_id" uuid;--> statement-breakpoint
ALTER TABLE "input" ADD COLUMN "merged_into" uuid;--> statement-breakpoint
ALTER TABLE "input" ADD COLUMN "answering_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "input" ADD COLUMN "noted_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "input_vote_participant_id_index" ON "input_vote" USING btree ("participant_id");--> statement-breakpoint
CREATE INDEX "turn_meeting_id_index" ON "turn" USING btree ("meeting_id");--> statement-breakpoint
CREATE INDEX "turn_participant_id_index" ON "turn" USING btree ("participant_id");--> statement-breakpoint
CREATE UNIQUE INDEX "turn_waits_once" ON "turn" USING btree ("meeting_id","participant_id","kind") WHERE "turn"."participant_id" is not null and "turn"."started_at" is null and "turn"."withdrawn_at" is null;--> statement-breakpoint
CREATE UNIQUE INDEX "turn_runs_once" ON "turn" USING btree ("meeting_id") WHERE "turn"."running_since" is not null;--> statement-breakpoint
CREATE INDEX "breakout_meeting_id_index" ON "breakout" USING btree ("meeting_id");--> statement-breakpoint
CREATE INDEX "breakout_group_meeting_id_index" ON "breakout_group" USING btree ("meeting_id");--> statement-breakpoint
CREATE INDEX "breakout_member_participant_id_index" ON "breakout_member" USING btree ("participant_id");--> statement-breakpoint
CREATE INDEX "ballot_participant_id_index" ON "ballot" USING btree ("participant_id");--> statement-breakpoint
CREATE INDEX "elector_voter_index" ON "elector" USING btree ("voter");--> statement-breakpoint
CREATE INDEX "poll_meeting_id_index" ON "poll" USING btree ("meeting_id");--> statement-breakpoint
CREATE INDEX "poll_item_id_index" ON "poll" USING btree ("item_id");--> statement-breakpoint
CREATE INDEX "secret_ballot_poll_id_index" ON "secret_ballot" USING btree ("poll_id");--> statement-breakpoint
CREATE UNIQUE INDEX "participant_once" ON "participant" USING btree ("meeting_id","person_id") WHERE "participant"."person_id" is not null;--> statement-breakpoint
CREATE INDEX "participant_seen" ON "participant" USING btree ("meeting_id","seen_at");--> statement-breakpoint
CREATE INDEX "participant_person_id_index" ON "participant" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "room_key_at_index" ON "room_key" USING btree ("at");