CREATE TABLE "purge" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"deleted" integer NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notice" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"meeting_id" uuid,
	"subject" jsonb NOT NULL,
	"body" jsonb NOT NULL,
	"inlined" text DEFAULT 'nothing' NOT NULL,
	"audience" jsonb NOT NULL,
	"send_at" timestamp with time zone,
	"sent_at" timestamp with time zone,
	"sent_to" integer,
	"cancelled_at" timestamp with time zone,
	"by_person" uuid,
	"by_name" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notice_receiver" (
	"notice_id" uuid NOT NULL,
	"network_id" uuid NOT NULL,
	"email" text NOT NULL,
	"person_id" uuid,
	"registration_id" uuid,
	"mail_id" uuid,
	CONSTRAINT "notice_receiver_notice_id_email_pk" PRIMARY KEY("notice_id","email")
);
--> statement-breakpoint
CREATE TABLE "own_calendar" (
	"network_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "own_calendar_person_id_network_id_pk" PRIMARY KEY("person_id","network_id")
);
--> statement-breakpoint
CREATE TABLE "erasure" (
	"id" uuid PRIMARY KEY NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"by_person" uuid,
	"counts" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "profile" (
	"network_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"about" jsonb,
	"phone" text,
	"photo_sha256" text,
	"photo_type" text,
	"shown" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "profile_person_id_network_id_pk" PRIMARY KEY("person_id","network_id")
);
--> statement-breakpoint
CREATE TABLE "input" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"item_id" uuid,
	"kind" text NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"text" text NOT NULL,
	"why" text,
	"outcome" text,
	"minutes" integer,
	"locale" text NOT NULL,
	"person_id" uuid,
	"name" text,
	"email" text,
	"organisation_id" uuid,
	"nameless" boolean DEFAULT false NOT NULL,
	"answer" jsonb,
	"answered_by" uuid,
	"answered_by_name" text,
	"answered_at" timestamp with time zone,
	"made_item_id" uuid,
	"moved_to" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "attendance" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"item_id" uuid,
	"person_id" uuid,
	"registration_id" uuid,
	"name" text NOT NULL,
	"organisation_id" uuid,
	"presence" text NOT NULL,
	"mode" text NOT NULL,
	"own" boolean NOT NULL,
	"by_person" uuid,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "registration" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"state" text NOT NULL,
	"person_id" uuid,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"organisation_id" uuid,
	"organisation_name" text,
	"office" text,
	"locale" text DEFAULT 'nb' NOT NULL,
	"attendance" text DEFAULT 'onsite' NOT NULL,
	"days" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"group_id" text,
	"answers" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"substitute_for" uuid,
	"by_person" uuid,
	"by_name" text,
	"link_version" integer DEFAULT 1 NOT NULL,
	"sequence" integer DEFAULT 0 NOT NULL,
	"asked_again_at" timestamp with time zone,
	"confirmed_at" timestamp with time zone,
	"withdrawn_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "registration_number" UNIQUE("meeting_id","number")
);
--> statement-breakpoint
CREATE TABLE "registration_form" (
	"meeting_id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"opens_at" timestamp with time zone,
	"closes_at" timestamp with time zone,
	"binding_from" timestamp with time zone,
	"capacity" integer,
	"approval" boolean DEFAULT false NOT NULL,
	"questions" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"groups" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"introduction" jsonb,
	"price_note" jsonb,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "special_answer" (
	"registration_id" uuid NOT NULL,
	"question_id" text NOT NULL,
	"network_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"answer" jsonb NOT NULL,
	CONSTRAINT "special_answer_registration_id_question_id_pk" PRIMARY KEY("registration_id","question_id")
);
--> statement-breakpoint
ALTER TABLE "meeting" ADD COLUMN "input_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "schedule_change" ADD COLUMN "told_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "membership" ADD COLUMN "substitute_of" uuid;--> statement-breakpoint
ALTER TABLE "membership" ADD COLUMN "reads_special" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "network" ADD COLUMN "quiet_minutes" integer DEFAULT 30 NOT NULL;--> statement-breakpoint
ALTER TABLE "network" ADD COLUMN "retention" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "organisation" ADD COLUMN "merged_into" uuid;--> statement-breakpoint
ALTER TABLE "organisation" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
CREATE INDEX "purge_network_id_at_index" ON "purge" USING btree ("network_id","at");--> statement-breakpoint
CREATE INDEX "notice_network_id_created_at_index" ON "notice" USING btree ("network_id","created_at");--> statement-breakpoint
CREATE INDEX "notice_meeting_id_index" ON "notice" USING btree ("meeting_id");--> statement-breakpoint
CREATE INDEX "notice_receiver_person_id_index" ON "notice_receiver" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "input_meeting_id_index" ON "input" USING btree ("meeting_id");--> statement-breakpoint
CREATE INDEX "input_item_id_index" ON "input" USING btree ("item_id");--> statement-breakpoint
CREATE INDEX "input_person_id_index" ON "input" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "attendance_meeting_id_index" ON "attendance" USING btree ("meeting_id");--> statement-breakpoint
CREATE INDEX "attendance_person_id_index" ON "attendance" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "attendance_of_registration" ON "attendance" USING btree ("registration_id",coalesce("item_id", "meeting_id")) WHERE "attendance"."registration_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "attendance_of_person" ON "attendance" USING btree ("meeting_id","person_id",coalesce("item_id", "meeting_id")) WHERE "attendance"."person_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "registration_once" ON "registration" USING btree ("meeting_id","email") WHERE "registration"."state" not in ('withdrawn', 'declined');--> statement-breakpoint
CREATE INDEX "registration_person_id_index" ON "registration" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "registration_network_id_email_index" ON "registration" USING btree ("network_id","email");--> statement-breakpoint
CREATE INDEX "special_answer_meeting_id_index" ON "special_answer" USING btree ("meeting_id");