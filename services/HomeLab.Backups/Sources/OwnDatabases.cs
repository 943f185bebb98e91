using Npgsql;

namespace HomeLab.Backups.Sources;

/// <summary>The PostgreSQL databases that this process has connection strings of: those of the fleet.</summary>
sealed class OwnDatabases(IConfiguration configuration)
{
    const string Kind = "database/";

    public IEnumerable<string> Names => configuration.GetSection("ConnectionStrings").GetChildren().Where(it => Parse(it.Value) is not null).Select(it => it.Key);

    public static string AddressOf(string name) => Kind + name;

    /// <returns>Null: there is none of that address.</returns>
    public NpgsqlConnectionStringBuilder? Find(string address) =>
        address.StartsWith(Kind, StringComparison.Ordinal) ? Parse(configuration.GetConnectionString(address[Kind.Length..])) : null;

    static NpgsqlConnectionStringBuilder? Parse(string? text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text) is { Host.Length: > 0, Database.Length: > 0 } connection ? connection : null;
        }
        catch (ArgumentException)
        {
            // A broker's.
            return null;
        }
    }
}
