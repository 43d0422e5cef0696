-- Run once by the image, as the superuser, when the volume is new. The hub's user owns the hub's database and may do nothing beyond it.
\getenv password HUB_DATABASE_PASSWORD
CREATE ROLE hub LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS PASSWORD :'password';
ALTER DATABASE equity_hub OWNER TO hub;
REVOKE ALL ON DATABASE equity_hub FROM PUBLIC;
CREATE EXTENSION pg_trgm;
-- From now on the superuser can sign in from within the container only.
ALTER ROLE postgres PASSWORD NULL;
