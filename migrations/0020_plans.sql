CREATE TABLE "consultation" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"opens" timestamp with time zone DEFAULT now() NOT NULL,
	"deadline" timestamp with time zone NOT NULL,
	"text" jsonb,
	"open_to_all" boolean DEFAULT false NOT NULL,
	"closed_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "goal" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"title" jsonb NOT NULL,
	"description" jsonb,
	"weight" double precision,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "indicator" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"goal_id" uuid,
	"measure_id" uuid,
	"position" integer DEFAULT 1 NOT NULL,
	"name" jsonb NOT NULL,
	"kind" text NOT NULL,
	"unit" jsonb,
	"target" double precision,
	"baseline" double precision,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "measure" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"goal_id" uuid NOT NULL,
	"public_id" bigint DEFAULT nextval('public_id') NOT NULL,
	"position" integer NOT NULL,
	"title" jsonb NOT NULL,
	"description" jsonb,
	"weight" double precision,
	"status" text DEFAULT 'not_started' NOT NULL,
	"reason" text,
	"progress" integer,
	"starts" date,
	"ends" date,
	"done_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "measure_publicId_unique" UNIQUE("public_id")
);
--> statement-breakpoint
CREATE TABLE "measure_owner" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"measure_id" uuid NOT NULL,
	"organisation_id" uuid,
	"person_id" uuid,
	"role" text DEFAULT 'owner' NOT NULL,
	CONSTRAINT "measure_owner_once" UNIQUE NULLS NOT DISTINCT("measure_id","organisation_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "measure_period_change" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"measure_id" uuid NOT NULL,
	"before_starts" date,
	"before_ends" date,
	"starts" date,
	"ends" date,
	"reason" text,
	"by" uuid,
	"by_name" text,
	"at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "measure_update" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"measure_id" uuid NOT NULL,
	"locale" text NOT NULL,
	"text" text NOT NULL,
	"status" text,
	"progress" integer,
	"by" uuid,
	"by_name" text,
	"organisation_id" uuid,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "plan" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"slug" text NOT NULL,
	"locale" text DEFAULT 'nb' NOT NULL,
	"title" jsonb NOT NULL,
	"description" jsonb,
	"starts" date NOT NULL,
	"ends" date NOT NULL,
	"series_id" uuid,
	"state" text DEFAULT 'draft' NOT NULL,
	"adopted_at" date,
	"audience" text DEFAULT 'public' NOT NULL,
	"published_at" timestamp with time zone,
	"published_by" uuid,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone,
	CONSTRAINT "plan_slug" UNIQUE("network_id","slug")
);
--> statement-breakpoint
CREATE TABLE "plan_input" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"consultation_id" uuid NOT NULL,
	"goal_id" uuid,
	"measure_id" uuid,
	"locale" text NOT NULL,
	"text" text NOT NULL,
	"person_id" uuid,
	"organisation_id" uuid,
	"name" text,
	"email" text,
	"answer" jsonb,
	"answered_by" uuid,
	"answered_by_name" text,
	"answered_at" timestamp with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"deleted_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "plan_link" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"measure_id" uuid,
	"kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"by" uuid,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "plan_link_once" UNIQUE NULLS NOT DISTINCT("plan_id","measure_id","kind","subject_id")
);
--> statement-breakpoint
CREATE TABLE "plan_version" (
	"network_id" uuid NOT NULL,
	"plan_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"adopted_on" date NOT NULL,
	"document" jsonb NOT NULL,
	"note" text,
	"by" uuid,
	"by_name" text,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "plan_version_plan_id_number_pk" PRIMARY KEY("plan_id","number")
);
--> statement-breakpoint
CREATE TABLE "reading" (
	"id" uuid PRIMARY KEY NOT NULL,
	"network_id" uuid NOT NULL,
	"indicator_id" uuid NOT NULL,
	"on" date NOT NULL,
	"value" double precision NOT NULL,
	"numerator" double precision,
	"denominator" double precision,
	"note" text,
	"by" uuid,
	"by_name" text,
	"at" timestamp with time zone DEFAULT now() NOT NULL,
	"removed_at" timestamp with time zone
);
--> statement-breakpoint
CREATE INDEX "consultation_plan_id_index" ON "consultation" USING btree ("plan_id");--> statement-breakpoint
CREATE INDEX "goal_plan_id_index" ON "goal" USING btree ("plan_id");--> statement-breakpoint
CREATE INDEX "indicator_plan_id_index" ON "indicator" USING btree ("plan_id");--> statement-breakpoint
CREATE INDEX "indicator_measure_id_index" ON "indicator" USING btree ("measure_id");--> statement-breakpoint
CREATE INDEX "indicator_goal_id_index" ON "indicator" USING btree ("goal_id");--> statement-breakpoint
CREATE INDEX "measure_goal_id_index" ON "measure" USING btree ("goal_id");--> statement-breakpoint
CREATE INDEX "measure_plan_id_index" ON "measure" USING btree ("plan_id");--> statement-breakpoint
CREATE INDEX "measure_owner_organisation_id_index" ON "measure_owner" USING btree ("organisation_id");--> statement-breakpoint
CREATE INDEX "measure_owner_person_id_index" ON "measure_owner" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "measure_period_change_measure_id_index" ON "measure_period_change" USING btree ("measure_id");--> statement-breakpoint
CREATE INDEX "measure_update_measure_id_at_index" ON "measure_update" USING btree ("measure_id","at");--> statement-breakpoint
CREATE INDEX "plan_input_consultation_id_index" ON "plan_input" USING btree ("consultation_id");--> statement-breakpoint
CREATE INDEX "plan_input_person_id_index" ON "plan_input" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "plan_link_kind_subject_id_index" ON "plan_link" USING btree ("kind","subject_id");--> statement-breakpoint
CREATE INDEX "plan_link_measure_id_index" ON "plan_link" USING btree ("measure_id");--> statement-breakpoint
CREATE INDEX "reading_indicator_id_on_index" ON "reading" USING btree ("indicator_id","on");