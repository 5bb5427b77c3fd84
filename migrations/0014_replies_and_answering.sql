ALTER TABLE "room" ADD COLUMN "replies_open" boolean DEFAULT true NOT NULL;--> statement-breakpoint
CREATE INDEX "input_participant_id_index" ON "input" USING btree ("participant_id");--> statement-breakpoint
CREATE INDEX "input_merged_into_index" ON "input" USING btree ("merged_into");--> statement-breakpoint
CREATE UNIQUE INDEX "input_answering_once" ON "input" USING btree ("meeting_id") WHERE "input"."answering_at" is not null;