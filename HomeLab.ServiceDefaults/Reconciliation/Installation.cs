using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace HomeLab.ServiceDefaults.Reconciliation;

/// <summary>The id that marks what this installation owns, on the object and in the database.</summary>
/// <remarks>
/// <c>HomeLab:Installation</c> sets it; otherwise it is made once and kept in the service's database. A service whose setting
/// contradicts its database does not start: it would disown everything it created.
/// </remarks>
public sealed class Installation(NpgsqlDataSource database, IConfiguration configuration, TimeProvider time)
{
    const string Setting = "HomeLab:Installation";
    string? id;

    /// <summary>Eight characters of <c>a-z0-9</c> when made here.</summary>
    public async ValueTask<string> GetIdAsync(CancellationToken cancellationToken)
    {
        if (id is not null)
        {
            return id;
        }
        var wanted = configuration[Setting];
        await using var command = database.CreateCommand(
            """
            INSERT INTO homelab.installation (id, created_at) VALUES (@id, @now) ON CONFLICT DO NOTHING;
            SELECT id FROM homelab.installation;
            """);
        command.Parameters.Add(new("id", wanted ?? RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz0123456789", 8)));
        command.Parameters.Add(new("now", time.GetUtcNow()));
        var kept = (string)(await command.ExecuteScalarAsync(cancellationToken))!;
        if (wanted is not null && wanted != kept)
        {
            throw new InvalidOperationException(
                $"{Setting} is '{wanted}', but this database belongs to installation '{kept}'. "
                + "Set it back, or give this installation a database of its own.");
        }
        return id = kept;
    }
}
