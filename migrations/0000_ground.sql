CREATE SCHEMA "auth";
--> statement-breakpoint
CREATE SEQUENCE "public"."public_id" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1;--> statement-breakpoint
CREATE TABLE "material" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"title" jsonb NOT NULL,
	"description" jsonb,
	"locale" text,
	"url" text,
	"current_version_id" uuid,
	"position" integer NOT NULL,
	"audience" text DEFAULT 'public' NOT NULL,
	"published_at" timestamp with time zone,
	"published_by" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "material_version" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"material_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"sha256" text NOT NULL,
	"file_name" text NOT NULL,
	"media_type" text NOT NULL,
	"size" bigint NOT NULL,
	"pages" integer,
	"uploaded_at" timestamp with time zone DEFAULT now() NOT NULL,
	"uploaded_by" uuid,
	"uploaded_by_name" text,
	CONSTRAINT "material_version_materialId_number_unique" UNIQUE("material_id","number")
);
--> statement-breakpoint
CREATE TABLE "day" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"date" date,
	"label" jsonb
);
--> statement-breakpoint
CREATE TABLE "invitation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"declined" boolean DEFAULT false NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "meeting" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"series_id" uuid,
	"uid" uuid DEFAULT gen_random_uuid() NOT NULL,
	"sequence" integer DEFAULT 0 NOT NULL,
	"public_id" bigint DEFAULT nextval('public_id') NOT NULL,
	"slug" text NOT NULL,
	"locale" text DEFAULT 'nb' NOT NULL,
	"title" jsonb NOT NULL,
	"summary" jsonb,
	"timezone" text DEFAULT 'Europe/Oslo' NOT NULL,
	"attendance" text DEFAULT 'onsite' NOT NULL,
	"place" text,
	"join_url" text,
	"audience" text DEFAULT 'public' NOT NULL,
	"starts_at" timestamp with time zone,
	"ends_at" timestamp with time zone,
	"next_change_at" timestamp with time zone,
	"published_at" timestamp with time zone,
	"published_by" uuid,
	"closed_at" timestamp with time zone,
	"closed_by" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"source" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "meeting_uid_unique" UNIQUE("uid"),
	CONSTRAINT "meeting_publicId_unique" UNIQUE("public_id"),
	CONSTRAINT "meeting_networkId_slug_unique" UNIQUE("network_id","slug")
);
--> statement-breakpoint
CREATE TABLE "meeting_role" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"role" text NOT NULL,
	"granted_at" timestamp with time zone DEFAULT now() NOT NULL,
	"granted_by" uuid
);
--> statement-breakpoint
CREATE TABLE "meeting_text" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"position" integer NOT NULL,
	"heading" jsonb,
	"body" jsonb NOT NULL,
	"audience" text DEFAULT 'public' NOT NULL,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "schedule_change" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"status" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"by" uuid,
	"previous_starts_at" timestamp with time zone,
	"previous_ends_at" timestamp with time zone,
	"previous_attendance" text,
	"reason" jsonb,
	"related_meeting_id" uuid
);
--> statement-breakpoint
CREATE TABLE "minutes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"locale" text DEFAULT 'nb' NOT NULL,
	"document" jsonb NOT NULL,
	"html" text NOT NULL,
	"text" text NOT NULL,
	"number" integer DEFAULT 0 NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"approved_at" timestamp with time zone,
	"approved_by" uuid,
	"published_at" timestamp with time zone,
	"published_by" uuid,
	"published_number" integer,
	"writer" uuid,
	"writer_name" text,
	"writer_window" text,
	"writer_until" timestamp with time zone,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "minutes_itemId_unique" UNIQUE("item_id")
);
--> statement-breakpoint
CREATE TABLE "minutes_revision" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"minutes_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"document" jsonb NOT NULL,
	"html" text NOT NULL,
	"text" text NOT NULL,
	"by" uuid,
	"by_name" text,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"reason" text DEFAULT 'save' NOT NULL,
	"restored_from" integer,
	CONSTRAINT "minutes_revision_minutesId_number_unique" UNIQUE("minutes_id","number")
);
--> statement-breakpoint
CREATE TABLE "membership" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"organisation_id" uuid,
	"role" text NOT NULL,
	"office" text,
	"from" timestamp with time zone DEFAULT now() NOT NULL,
	"to" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "network" (
	"id" uuid PRIMARY KEY NOT NULL,
	"slug" text NOT NULL,
	"name" jsonb NOT NULL,
	"description" jsonb,
	"locale" text DEFAULT 'nb' NOT NULL,
	"timezone" text DEFAULT 'Europe/Oslo' NOT NULL,
	"accessibility_url" text,
	"contact" text,
	"privacy_url" text,
	"sample" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "network_slug_unique" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "organisation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"name" jsonb NOT NULL,
	"type" text NOT NULL,
	"parent_id" uuid,
	"place" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "organisation_number" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"organisation_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"number" text NOT NULL,
	"valid_from" date,
	"valid_to" date
);
--> statement-breakpoint
CREATE TABLE "series" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"slug" text NOT NULL,
	"name" jsonb NOT NULL,
	"description" jsonb,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "series_networkId_slug_unique" UNIQUE("network_id","slug")
);
--> statement-breakpoint
CREATE TABLE "auth"."account" (
	"id" text PRIMARY KEY NOT NULL,
	"account_id" text NOT NULL,
	"provider_id" text NOT NULL,
	"user_id" text NOT NULL,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp with time zone,
	"refresh_token_expires_at" timestamp with time zone,
	"scope" text,
	"password" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "auth"."session" (
	"id" text PRIMARY KEY NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"token" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"user_id" text NOT NULL,
	CONSTRAINT "session_token_unique" UNIQUE("token")
);
--> statement-breakpoint
CREATE TABLE "auth"."user" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text NOT NULL,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "user_email_unique" UNIQUE("email")
);
--> statement-breakpoint
CREATE TABLE "auth"."verification" (
	"id" text PRIMARY KEY NOT NULL,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "person" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"locale" text,
	"operator" boolean DEFAULT false NOT NULL,
	"sample" boolean DEFAULT false NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "activity" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"by_kind" text NOT NULL,
	"by_person" uuid,
	"by_name" text,
	"action" text NOT NULL,
	"about_kind" text NOT NULL,
	"about_id" uuid NOT NULL,
	"meeting_id" uuid,
	"before" jsonb,
	"after" jsonb
);
--> statement-breakpoint
CREATE TABLE "revision" (
	"subject" text PRIMARY KEY NOT NULL,
	"rev" bigint NOT NULL,
	"raised_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tombstone" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"meeting_id" uuid,
	"deleted_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "secret" (
	"name" text PRIMARY KEY NOT NULL,
	"value" text NOT NULL,
	"made_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "file" (
	"network_id" uuid NOT NULL,
	"sha256" text NOT NULL,
	"size" bigint NOT NULL,
	"media_type" text NOT NULL,
	"stored_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "file_network_id_sha256_pk" PRIMARY KEY("network_id","sha256")
);
--> statement-breakpoint
CREATE TABLE "mail" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid,
	"to" text NOT NULL,
	"subject" text NOT NULL,
	"text" text NOT NULL,
	"html" text,
	"headers" jsonb,
	"kind" text NOT NULL,
	"state" text DEFAULT 'waiting' NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"error" text,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "item" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"day_id" uuid NOT NULL,
	"parent_id" uuid,
	"matter_id" uuid,
	"uid" uuid DEFAULT gen_random_uuid() NOT NULL,
	"sequence" integer DEFAULT 0 NOT NULL,
	"public_id" bigint DEFAULT nextval('public_id') NOT NULL,
	"position" integer NOT NULL,
	"start" text,
	"end" text,
	"end_inferred" boolean DEFAULT false NOT NULL,
	"kind" text NOT NULL,
	"track" text,
	"title" jsonb NOT NULL,
	"description" jsonb,
	"note" jsonb,
	"audience" text DEFAULT 'public' NOT NULL,
	"expects_material" boolean DEFAULT false NOT NULL,
	"expects_minutes" boolean DEFAULT false NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "item_uid_unique" UNIQUE("uid"),
	CONSTRAINT "item_publicId_unique" UNIQUE("public_id")
);
--> statement-breakpoint
CREATE TABLE "matter" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"series_id" uuid,
	"title" jsonb NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "speaker" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"person_id" uuid,
	"position" integer NOT NULL,
	"name" text NOT NULL,
	"office" text,
	"email" text,
	"role" text DEFAULT 'speaker' NOT NULL,
	"link_version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "auth"."account" ADD CONSTRAINT "account_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "auth"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "auth"."session" ADD CONSTRAINT "session_user_id_user_id_fk" FOREIGN KEY ("user_id") REFERENCES "auth"."user"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "material_of_meeting" ON "material" USING btree ("meeting_id") WHERE "material"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "material_item_id_index" ON "material" USING btree ("item_id");--> statement-breakpoint
CREATE INDEX "material_version_network_id_sha256_index" ON "material_version" USING btree ("network_id","sha256");--> statement-breakpoint
CREATE INDEX "day_meeting_id_index" ON "day" USING btree ("meeting_id");--> statement-breakpoint
CREATE UNIQUE INDEX "invitation_once" ON "invitation" USING btree ("meeting_id","person_id");--> statement-breakpoint
CREATE INDEX "invitation_person_id_index" ON "invitation" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "meeting_by_time" ON "meeting" USING btree ("network_id","starts_at" DESC NULLS LAST) WHERE "meeting"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "meeting_of_series" ON "meeting" USING btree ("series_id","starts_at" DESC NULLS LAST) WHERE "meeting"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "meeting_clock" ON "meeting" USING btree ("next_change_at") WHERE "meeting"."next_change_at" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "meeting_role_once" ON "meeting_role" USING btree ("meeting_id","person_id","role");--> statement-breakpoint
CREATE INDEX "meeting_role_person_id_index" ON "meeting_role" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "meeting_text_meeting_id_index" ON "meeting_text" USING btree ("meeting_id");--> statement-breakpoint
CREATE INDEX "schedule_change_meeting_id_at_index" ON "schedule_change" USING btree ("meeting_id","at");--> statement-breakpoint
CREATE INDEX "minutes_meeting_id_index" ON "minutes" USING btree ("meeting_id");--> statement-breakpoint
CREATE INDEX "membership_network_id_index" ON "membership" USING btree ("network_id");--> statement-breakpoint
CREATE UNIQUE INDEX "membership_now" ON "membership" USING btree ("person_id","network_id") WHERE "membership"."to" is null;--> statement-breakpoint
CREATE INDEX "organisation_network_id_index" ON "organisation" USING btree ("network_id");--> statement-breakpoint
CREATE INDEX "organisation_number_organisation_id_index" ON "organisation_number" USING btree ("organisation_id");--> statement-breakpoint
CREATE UNIQUE INDEX "person_email" ON "person" USING btree (lower("email"));--> statement-breakpoint
CREATE INDEX "activity_network_id_at_index" ON "activity" USING btree ("network_id","at");--> statement-breakpoint
CREATE INDEX "activity_meeting_id_at_index" ON "activity" USING btree ("meeting_id","at");--> statement-breakpoint
CREATE INDEX "activity_about_id_at_index" ON "activity" USING btree ("about_id","at");--> statement-breakpoint
CREATE INDEX "revision_raised_at_index" ON "revision" USING btree ("raised_at");--> statement-breakpoint
CREATE INDEX "tombstone_network_id_deleted_at_index" ON "tombstone" USING btree ("network_id","deleted_at");--> statement-breakpoint
CREATE INDEX "mail_network_id_created_at_index" ON "mail" USING btree ("network_id","created_at");--> statement-breakpoint
CREATE INDEX "mail_state_created_at_index" ON "mail" USING btree ("state","created_at");--> statement-breakpoint
CREATE INDEX "item_of_meeting" ON "item" USING btree ("meeting_id") WHERE "item"."deleted_at" is null;--> statement-breakpoint
CREATE INDEX "item_matter_id_index" ON "item" USING btree ("matter_id");--> statement-breakpoint
CREATE INDEX "matter_network_id_index" ON "matter" USING btree ("network_id");--> statement-breakpoint
CREATE INDEX "matter_series_id_index" ON "matter" USING btree ("series_id");--> statement-breakpoint
CREATE INDEX "speaker_meeting_id_index" ON "speaker" USING btree ("meeting_id");--> statement-breakpoint
CREATE INDEX "speaker_item_id_index" ON "speaker" USING btree ("item_id");--> statement-breakpoint
CREATE INDEX "speaker_person_id_index" ON "speaker" USING btree ("person_id");