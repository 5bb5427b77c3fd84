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
ALTER TABLE "matter" ADD COLUMN "public_id" bigint DEFAULT nextval('public_id') NOT NULL;--> statement-breakpoint
ALTER TABLE "matter" ADD COLUMN "summary" jsonb;--> statement-breakpoint
ALTER TABLE "matter" ADD COLUMN "proposed_by_id" uuid;--> statement-breakpoint
ALTER TABLE "matter" ADD COLUMN "proposed_by_name" text;--> statement-breakpoint
ALTER TABLE "matter" ADD COLUMN "merged_into" uuid;--> statement-breakpoint
ALTER TABLE "matter" ADD COLUMN "version" integer DEFAULT 1 NOT NULL;--> statement-breakpoint
ALTER TABLE "matter" ADD COLUMN "updated_at" timestamp with time zone DEFAULT now() NOT NULL;--> statement-breakpoint
ALTER TABLE "matter" ADD COLUMN "deleted_at" timestamp with time zone;--> statement-breakpoint
CREATE UNIQUE INDEX "carry_over_once" ON "carry_over" USING btree ("meeting_id","source_kind","source_id");--> statement-breakpoint
CREATE INDEX "carry_over_made_item_id_index" ON "carry_over" USING btree ("made_item_id");--> statement-breakpoint
CREATE INDEX "matter_fact_matter_id_index" ON "matter_fact" USING btree ("matter_id");--> statement-breakpoint
CREATE INDEX "topic_link_kind_subject_id_index" ON "topic_link" USING btree ("kind","subject_id");--> statement-breakpoint
ALTER TABLE "matter" ADD CONSTRAINT "matter_publicId_unique" UNIQUE("public_id");