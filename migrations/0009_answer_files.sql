CREATE TABLE "answer_file" (
	"registration_id" uuid NOT NULL,
	"question_id" text NOT NULL,
	"network_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"sha256" text NOT NULL,
	"size" bigint NOT NULL,
	"media_type" text NOT NULL,
	"file_name" text NOT NULL,
	"scan" text NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "answer_file_registration_id_question_id_pk" PRIMARY KEY("registration_id","question_id")
);
--> statement-breakpoint
CREATE TABLE "attendance_item" (
	"item_id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"meeting_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE INDEX "answer_file_meeting_id_index" ON "answer_file" USING btree ("meeting_id");--> statement-breakpoint
CREATE INDEX "answer_file_network_id_sha256_index" ON "answer_file" USING btree ("network_id","sha256");--> statement-breakpoint
CREATE INDEX "answer_file_scan" ON "answer_file" USING btree ("scan") WHERE "answer_file"."scan" in ('off', 'waiting');--> statement-breakpoint
CREATE INDEX "attendance_item_meeting_id_index" ON "attendance_item" USING btree ("meeting_id");