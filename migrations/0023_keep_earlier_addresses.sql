CREATE TABLE "address" (
	"network_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"slug" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "address_network_id_kind_slug_pk" PRIMARY KEY("network_id","kind","slug")
);
--> statement-breakpoint
CREATE INDEX "address_subject_id_index" ON "address" USING btree ("subject_id");