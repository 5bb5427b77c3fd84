CREATE TABLE "material_read" (
	"network_id" uuid NOT NULL,
	"material_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "material_read_material_id_person_id_pk" PRIMARY KEY("material_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "preview" (
	"network_id" uuid NOT NULL,
	"sha256" text NOT NULL,
	"state" text NOT NULL,
	"scan" text NOT NULL,
	"threat" text,
	"reason" text,
	"done" integer DEFAULT 0 NOT NULL,
	"pages" integer,
	"pdf_sha256" text,
	"findings" jsonb,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "preview_network_id_sha256_pk" PRIMARY KEY("network_id","sha256")
);
--> statement-breakpoint
CREATE TABLE "preview_page" (
	"network_id" uuid NOT NULL,
	"sha256" text NOT NULL,
	"page" integer NOT NULL,
	"small" text NOT NULL,
	"large" text NOT NULL,
	"width" integer NOT NULL,
	"height" integer NOT NULL,
	"text" text NOT NULL,
	CONSTRAINT "preview_page_network_id_sha256_page_pk" PRIMARY KEY("network_id","sha256","page")
);
--> statement-breakpoint
CREATE TABLE "proposal" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"item_id" uuid NOT NULL,
	"speaker_id" uuid NOT NULL,
	"proposed" jsonb NOT NULL,
	"was" jsonb NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"decided_at" timestamp with time zone,
	"decided_by" uuid,
	"accepted" boolean
);
--> statement-breakpoint
CREATE TABLE "reminder" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"days_before" integer NOT NULL,
	"sent_at" timestamp with time zone,
	"sent_to" integer,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "reminder_once" UNIQUE("meeting_id","days_before")
);
--> statement-breakpoint
CREATE TABLE "upload" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"item_id" uuid,
	"person_id" uuid,
	"speaker_id" uuid,
	"file_name" text NOT NULL,
	"size" bigint NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"finished_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "follow" (
	"network_id" uuid NOT NULL,
	"follower_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "follow_follower_id_kind_subject_id_pk" PRIMARY KEY("follower_id","kind","subject_id")
);
--> statement-breakpoint
CREATE TABLE "follower" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"person_id" uuid,
	"email" text,
	"locale" text DEFAULT 'nb' NOT NULL,
	"confirmed_at" timestamp with time zone,
	"hour" integer,
	"told_until" timestamp with time zone DEFAULT now() NOT NULL,
	"link_version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "news" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"item_id" uuid,
	"kind" text NOT NULL,
	"about_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"by_person" uuid,
	"withdrawn_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "visit" (
	"network_id" uuid NOT NULL,
	"person_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"before" timestamp with time zone,
	CONSTRAINT "visit_person_id_meeting_id_pk" PRIMARY KEY("person_id","meeting_id")
);
--> statement-breakpoint
CREATE TABLE "appearance" (
	"speaker_id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"bio" jsonb,
	"no_material_at" timestamp with time zone,
	"asked_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
ALTER TABLE "material" ALTER COLUMN "item_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "material" ADD COLUMN "publish_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "material" ADD COLUMN "read_before" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "material" ADD COLUMN "captions_sha256" text;--> statement-breakpoint
ALTER TABLE "material" ADD COLUMN "captions_name" text;--> statement-breakpoint
ALTER TABLE "material" ADD COLUMN "captions_text" text;--> statement-breakpoint
ALTER TABLE "meeting" ADD COLUMN "corrections" text DEFAULT 'proposed' NOT NULL;--> statement-breakpoint
ALTER TABLE "meeting" ADD COLUMN "links_until" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "item" ADD COLUMN "publish_rule" text DEFAULT 'at_once' NOT NULL;--> statement-breakpoint
CREATE INDEX "material_read_person_id_index" ON "material_read" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "proposal_meeting_id_index" ON "proposal" USING btree ("meeting_id");--> statement-breakpoint
CREATE INDEX "proposal_speaker_id_index" ON "proposal" USING btree ("speaker_id");--> statement-breakpoint
CREATE INDEX "upload_created_at_index" ON "upload" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "follow_kind_subject_id_index" ON "follow" USING btree ("kind","subject_id");--> statement-breakpoint
CREATE UNIQUE INDEX "follower_person" ON "follower" USING btree ("network_id","person_id") WHERE "follower"."person_id" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "follower_email" ON "follower" USING btree ("network_id","email") WHERE "follower"."email" is not null;--> statement-breakpoint
CREATE INDEX "news_network_id_at_index" ON "news" USING btree ("network_id","at");--> statement-breakpoint
CREATE INDEX "news_about_id_index" ON "news" USING btree ("about_id");--> statement-breakpoint
CREATE INDEX "news_meeting_id_at_index" ON "news" USING btree ("meeting_id","at");--> statement-breakpoint
CREATE INDEX "appearance_meeting_id_index" ON "appearance" USING btree ("meeting_id");