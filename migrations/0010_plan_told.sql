DROP TABLE "plan_letter" CASCADE;--> statement-breakpoint
ALTER TABLE "plan_change" ADD COLUMN "notice_id" uuid;