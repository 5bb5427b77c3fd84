CREATE TABLE "action" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"public_id" bigint DEFAULT nextval('public_id') NOT NULL,
	"meeting_id" uuid,
	"item_id" uuid,
	"object_id" uuid,
	"matter_id" uuid,
	"measure_id" uuid,
	"locale" text NOT NULL,
	"text" text NOT NULL,
	"who" text,
	"person_id" uuid,
	"organisation_id" uuid,
	"project" text,
	"due" date,
	"due_to_come" boolean DEFAULT false NOT NULL,
	"status" text DEFAULT 'not_started' NOT NULL,
	"reason" text,
	"progress" integer,
	"audience" text DEFAULT 'members' NOT NULL,
	"said" jsonb,
	"done_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "action_publicId_unique" UNIQUE("public_id"),
	CONSTRAINT "action_objectId_unique" UNIQUE("object_id")
);
--> statement-breakpoint
CREATE TABLE "action_bulk" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"before" jsonb NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"undone_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "action_link" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"action_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"link_version" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "action_link_once" UNIQUE("action_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "action_reminder" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"action_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"due" date NOT NULL,
	"on" date NOT NULL
);
--> statement-breakpoint
CREATE TABLE "action_update" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"action_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"person_id" uuid,
	"name" text,
	"text" text,
	"status" text,
	"progress" integer,
	"due_moved" boolean DEFAULT false NOT NULL,
	"due_from" date,
	"due_to" date,
	"owner_from" jsonb,
	"owner_to" jsonb,
	"sha256" text,
	"file_name" text,
	"media_type" text,
	"size" bigint,
	"via" text DEFAULT 'page' NOT NULL
);
--> statement-breakpoint
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
CREATE TABLE "carry_over" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"source_kind" text NOT NULL,
	"source_id" uuid NOT NULL,
	"choice" text NOT NULL,
	"made_item_id" uuid,
	"by" uuid,
	"by_name" text,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "matter_fact" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"matter_id" uuid NOT NULL,
	"locale" text NOT NULL,
	"text" text NOT NULL,
	"by" uuid,
	"by_name" text,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "topic" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"slug" text NOT NULL,
	"name" jsonb NOT NULL,
	"description" jsonb,
	"merged_into" uuid,
	"moved" jsonb,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "topic_slug" UNIQUE("network_id","slug")
);
--> statement-breakpoint
CREATE TABLE "topic_link" (
	"network_id" uuid NOT NULL,
	"topic_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"by" uuid,
	"by_name" text,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "topic_link_topic_id_kind_subject_id_pk" PRIMARY KEY("topic_id","kind","subject_id")
);
--> statement-breakpoint
CREATE TABLE "address" (
	"network_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"slug" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "address_network_id_kind_slug_pk" PRIMARY KEY("network_id","kind","slug")
);
--> statement-breakpoint
CREATE TABLE "consultation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"opens" timestamp with time zone DEFAULT now() NOT NULL,
	"deadline" timestamp with time zone NOT NULL,
	"text" jsonb,
	"open_to_all" boolean DEFAULT false NOT NULL,
	"closed_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "goal" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"title" jsonb NOT NULL,
	"description" jsonb,
	"weight" double precision,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "indicator" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"goal_id" uuid,
	"measure_id" uuid,
	"position" integer DEFAULT 1 NOT NULL,
	"name" jsonb NOT NULL,
	"kind" text NOT NULL,
	"unit" jsonb,
	"target" double precision,
	"baseline" double precision,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "measure" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"goal_id" uuid NOT NULL,
	"public_id" bigint DEFAULT nextval('public_id') NOT NULL,
	"position" integer NOT NULL,
	"title" jsonb NOT NULL,
	"description" jsonb,
	"weight" double precision,
	"status" text DEFAULT 'not_started' NOT NULL,
	"reason" text,
	"progress" integer,
	"starts" date,
	"ends" date,
	"done_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "measure_publicId_unique" UNIQUE("public_id")
);
--> statement-breakpoint
CREATE TABLE "measure_owner" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"measure_id" uuid NOT NULL,
	"organisation_id" uuid,
	"person_id" uuid,
	"role" text DEFAULT 'owner' NOT NULL,
	CONSTRAINT "measure_owner_once" UNIQUE NULLS NOT DISTINCT("measure_id","organisation_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "measure_period_change" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"measure_id" uuid NOT NULL,
	"before_starts" date,
	"before_ends" date,
	"starts" date,
	"ends" date,
	"reason" text,
	"by" uuid,
	"by_name" text,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "measure_update" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"measure_id" uuid NOT NULL,
	"locale" text NOT NULL,
	"text" text NOT NULL,
	"status" text,
	"progress" integer,
	"by" uuid,
	"by_name" text,
	"organisation_id" uuid,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "plan" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"slug" text NOT NULL,
	"locale" text DEFAULT 'nb' NOT NULL,
	"title" jsonb NOT NULL,
	"description" jsonb,
	"starts" date NOT NULL,
	"ends" date NOT NULL,
	"series_id" uuid,
	"state" text DEFAULT 'draft' NOT NULL,
	"adopted_at" date,
	"audience" text DEFAULT 'public' NOT NULL,
	"published_at" timestamp with time zone,
	"published_by" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "plan_slug" UNIQUE("network_id","slug")
);
--> statement-breakpoint
CREATE TABLE "plan_input" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"consultation_id" uuid NOT NULL,
	"goal_id" uuid,
	"measure_id" uuid,
	"locale" text NOT NULL,
	"text" text NOT NULL,
	"person_id" uuid,
	"organisation_id" uuid,
	"name" text,
	"email" text,
	"answer" jsonb,
	"answered_by" uuid,
	"answered_by_name" text,
	"answered_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "plan_link" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"measure_id" uuid,
	"kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"by" uuid,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "plan_link_once" UNIQUE NULLS NOT DISTINCT("plan_id","measure_id","kind","subject_id")
);
--> statement-breakpoint
CREATE TABLE "plan_version" (
	"network_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"adopted_on" date NOT NULL,
	"document" jsonb NOT NULL,
	"note" text,
	"by" uuid,
	"by_name" text,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "plan_version_plan_id_number_pk" PRIMARY KEY("plan_id","number")
);
--> statement-breakpoint
CREATE TABLE "reading" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"indicator_id" uuid NOT NULL,
	"on" date NOT NULL,
	"value" double precision NOT NULL,
	"numerator" double precision,
	"denominator" double precision,
	"note" text,
	"by" uuid,
	"by_name" text,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "search_indexed" (
	"unit" text PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"revision" bigint NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_passage" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"unit" text NOT NULL,
	"kind" text NOT NULL,
	"source_id" uuid NOT NULL,
	"meeting_id" uuid,
	"item_id" uuid,
	"series_id" uuid,
	"organisation_id" uuid,
	"day" date NOT NULL,
	"level" smallint NOT NULL,
	"locale" text NOT NULL,
	"title" text NOT NULL,
	"text" text NOT NULL,
	"place" jsonb NOT NULL,
	"digest" text NOT NULL,
	"words" "tsvector" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_span" (
	"network_id" uuid PRIMARY KEY NOT NULL,
	"passages" integer NOT NULL,
	"since" date[] NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_vocabulary" (
	"network_id" uuid NOT NULL,
	"word" text NOT NULL,
	"stem" text NOT NULL,
	"count" integer NOT NULL,
	"trigrams" text[] NOT NULL,
	CONSTRAINT "search_vocabulary_network_id_word_pk" PRIMARY KEY("network_id","word")
);
--> statement-breakpoint
ALTER TABLE "minutes_object" ADD COLUMN "public_id" bigint DEFAULT nextval('public_id') NOT NULL;--> statement-breakpoint
ALTER TABLE "network" ADD COLUMN "keeping" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "network" ADD COLUMN "licence" text;--> statement-breakpoint
ALTER TABLE "matter" ADD COLUMN "public_id" bigint DEFAULT nextval('public_id') NOT NULL;--> statement-breakpoint
ALTER TABLE "matter" ADD COLUMN "summary" jsonb;--> statement-breakpoint
ALTER TABLE "matter" ADD COLUMN "proposed_by_id" uuid;--> statement-breakpoint
ALTER TABLE "matter" ADD COLUMN "proposed_by_name" text;--> statement-breakpoint
ALTER TABLE "matter" ADD COLUMN "merged_into" uuid;--> statement-breakpoint
ALTER TABLE "matter" ADD COLUMN "moved" jsonb;--> statement-breakpoint
ALTER TABLE "matter" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "matter" ADD COLUMN "updated_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "matter" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "action_network_id_due_index" ON "action" USING btree ("network_id","due");--> statement-breakpoint
CREATE INDEX "action_meeting_id_index" ON "action" USING btree ("meeting_id");--> statement-breakpoint
CREATE INDEX "action_item_id_index" ON "action" USING btree ("item_id");--> statement-breakpoint
CREATE INDEX "action_person_id_index" ON "action" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "action_organisation_id_index" ON "action" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "action_measure_id_index" ON "action" USING btree ("measure_id");--> statement-breakpoint
CREATE INDEX "action_matter_id_index" ON "action" USING btree ("matter_id");--> statement-breakpoint
CREATE INDEX "action_bulk_person_id_index" ON "action_bulk" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "action_link_person_id_index" ON "action_link" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "action_reminder_action_id_index" ON "action_reminder" USING btree ("action_id");--> statement-breakpoint
CREATE INDEX "action_reminder_person_id_on_index" ON "action_reminder" USING btree ("person_id","on");--> statement-breakpoint
CREATE INDEX "action_update_action_id_at_index" ON "action_update" USING btree ("action_id","at");--> statement-breakpoint
CREATE INDEX "action_update_person_id_index" ON "action_update" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "due_document_network_id_state_index" ON "due_document" USING btree ("network_id","state");--> statement-breakpoint
CREATE INDEX "due_document_item_id_index" ON "due_document" USING btree ("item_id");--> statement-breakpoint
CREATE INDEX "due_document_meeting_id_index" ON "due_document" USING btree ("meeting_id");--> statement-breakpoint
CREATE INDEX "due_document_clock" ON "due_document" USING btree ("delete_at") WHERE "due_document"."state" = 'approved';--> statement-breakpoint
CREATE UNIQUE INDEX "carry_over_once" ON "carry_over" USING btree ("meeting_id","source_kind","source_id");--> statement-breakpoint
CREATE INDEX "carry_over_made_item_id_index" ON "carry_over" USING btree ("made_item_id");--> statement-breakpoint
CREATE INDEX "matter_fact_matter_id_index" ON "matter_fact" USING btree ("matter_id");--> statement-breakpoint
CREATE INDEX "topic_link_kind_subject_id_index" ON "topic_link" USING btree ("kind","subject_id");--> statement-breakpoint
CREATE INDEX "address_subject_id_index" ON "address" USING btree ("subject_id");--> statement-breakpoint
CREATE INDEX "consultation_plan_id_index" ON "consultation" USING btree ("plan_id");--> statement-breakpoint
CREATE INDEX "goal_plan_id_index" ON "goal" USING btree ("plan_id");--> statement-breakpoint
CREATE INDEX "indicator_plan_id_index" ON "indicator" USING btree ("plan_id");--> statement-breakpoint
CREATE INDEX "indicator_measure_id_index" ON "indicator" USING btree ("measure_id");--> statement-breakpoint
CREATE INDEX "indicator_goal_id_index" ON "indicator" USING btree ("goal_id");--> statement-breakpoint
CREATE INDEX "measure_goal_id_index" ON "measure" USING btree ("goal_id");--> statement-breakpoint
CREATE INDEX "measure_plan_id_index" ON "measure" USING btree ("plan_id");--> statement-breakpoint
CREATE INDEX "measure_owner_organisation_id_index" ON "measure_owner" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "measure_owner_person_id_index" ON "measure_owner" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "measure_period_change_measure_id_index" ON "measure_period_change" USING btree ("measure_id");--> statement-breakpoint
CREATE INDEX "measure_update_measure_id_at_index" ON "measure_update" USING btree ("measure_id","at");--> statement-breakpoint
CREATE INDEX "plan_input_consultation_id_index" ON "plan_input" USING btree ("consultation_id");--> statement-breakpoint
CREATE INDEX "plan_input_person_id_index" ON "plan_input" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "plan_link_kind_subject_id_index" ON "plan_link" USING btree ("kind","subject_id");--> statement-breakpoint
CREATE INDEX "plan_link_measure_id_index" ON "plan_link" USING btree ("measure_id");--> statement-breakpoint
CREATE INDEX "reading_indicator_id_on_index" ON "reading" USING btree ("indicator_id","on");--> statement-breakpoint
CREATE INDEX "search_passage_words" ON "search_passage" USING gin ("words") WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "search_passage_day" ON "search_passage" USING btree ("network_id","day" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "search_passage_kind" ON "search_passage" USING btree ("network_id","kind","day" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "search_passage_unit" ON "search_passage" USING btree ("unit");--> statement-breakpoint
CREATE INDEX "search_vocabulary_stem" ON "search_vocabulary" USING btree ("network_id","stem");--> statement-breakpoint
CREATE INDEX "search_vocabulary_trigrams" ON "search_vocabulary" USING gin ("trigrams") WITH (fastupdate=false);--> statement-breakpoint
ALTER TABLE "minutes_object" ADD CONSTRAINT "minutes_object_publicId_unique" UNIQUE("public_id");--> statement-breakpoint
ALTER TABLE "matter" ADD CONSTRAINT "matter_publicId_unique" UNIQUE("public_id");