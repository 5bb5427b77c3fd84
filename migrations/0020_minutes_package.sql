CREATE TABLE "archive_package" (
	"meeting_id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"state" text NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"all" integer DEFAULT 0 NOT NULL,
	"sha256" text,
	"size" bigint,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
