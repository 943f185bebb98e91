using Npgsql;

namespace HomeLab.Crash.Checking;

/// <summary>Keeps every message that a transaction adds to an outbox, in that transaction, since its row goes once it is published.</summary>
static class Audit
{
    /// <summary>Waits in the database for the service to make its outbox.</summary>
    const string Install = """
        CREATE SCHEMA audit;
        CREATE TABLE audit.sent (n bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, message_id uuid NOT NULL, urn text NOT NULL, body jsonb NOT NULL);
        CREATE FUNCTION audit.keep() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            INSERT INTO audit.sent (message_id, urn, body) VALUES (NEW.message_id, NEW.urn, NEW.body);
            RETURN NEW;
        END $$;
        CREATE FUNCTION audit.attach() RETURNS event_trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF to_regclass('homelab.outbox') IS NOT NULL AND NOT EXISTS (SELECT FROM pg_trigger WHERE tgname = 'audit_outbox') THEN
                CREATE TRIGGER audit_outbox AFTER INSERT ON homelab.outbox FOR EACH ROW EXECUTE FUNCTION audit.keep();
            END IF;
        END $$;
        CREATE EVENT TRIGGER audit_attach ON ddl_command_end WHEN TAG IN ('CREATE TABLE') EXECUTE FUNCTION audit.attach();
        """;

    public static async Task InstallAsync(string connectionString)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(Install, connection);
        await command.ExecuteNonQueryAsync();
    }
}
