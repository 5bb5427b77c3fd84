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
CREATE INDEX "action_update_person_id_index" ON "action_update" USING btree ("person_id");