CREATE TABLE "plan_change" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"by_person" uuid,
	"by_name" text,
	"decision" jsonb NOT NULL,
	"reason" jsonb,
	"changes" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"part_id" uuid,
	"before" jsonb,
	"told_at" timestamp with time zone,
	"told_to" integer,
	"withdrawn_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "plan_letter" (
	"change_id" uuid NOT NULL,
	"network_id" uuid NOT NULL,
	"email" text NOT NULL,
	"person_id" uuid,
	"mail_id" uuid,
	CONSTRAINT "plan_letter_change_id_email_pk" PRIMARY KEY("change_id","email")
);
--> statement-breakpoint
ALTER TABLE "registration" ADD COLUMN "told_sequence" integer;--> statement-breakpoint
ALTER TABLE "registration" ADD COLUMN "continues_as" uuid;--> statement-breakpoint
CREATE INDEX "plan_change_meeting_id_at_index" ON "plan_change" USING btree ("meeting_id","at");--> statement-breakpoint
CREATE INDEX "plan_change_part_id_index" ON "plan_change" USING btree ("part_id");--> statement-breakpoint
CREATE INDEX "plan_letter_person_id_index" ON "plan_letter" USING btree ("person_id");--> statement-breakpoint
-- Whoever was registered before was told by the receipt.
UPDATE "registration" SET "told_sequence" = "meeting"."sequence" FROM "meeting" WHERE "meeting"."id" = "registration"."meeting_id" AND "registration"."state" = 'registered' AND "meeting"."starts_at" IS NOT NULL;
