using System.Globalization;
using System.Text.RegularExpressions;

namespace HomeLab.NativeServers;

/// <summary>A PostgreSQL server of our own on 127.0.0.1, from the binaries that are installed. Disposing it is a fast shutdown.</summary>
public sealed partial class PostgresServer : IAsyncDisposable
{
    readonly PostgresBinaries _binaries;
    readonly PostgresServerOptions _options;
    readonly ServerDirectory _directory;
    readonly SupervisedProcess _process;

    PostgresServer(PostgresBinaries binaries, PostgresServerOptions options, ServerDirectory directory, SupervisedProcess process, int port)
    {
        (_binaries, _options, _directory, _process) = (binaries, options, directory, process);
        Port = port;
        Exited = WaitAsync();
    }

    public static bool IsInstalled => PostgresBinaries.Find() is not null;

    /// <summary>The packages of Debian and its kin that hold the server.</summary>
    public static IReadOnlyList<string> Packages { get; } = ["postgresql"];

    public int Port { get; }

    public int ProcessId => _process.Id;

    /// <summary>The server's exit code, once it has ended for whatever reason.</summary>
    public Task<int> Exited { get; }

    /// <summary>Makes the cluster when there is none, starts the server, and returns when it takes connections.</summary>
    /// <exception cref="NativeServerException">PostgreSQL is not installed, or did not start.</exception>
    public static async Task<PostgresServer> StartAsync(PostgresServerOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var binaries = PostgresBinaries.Find()
            ?? throw new NativeServerException("PostgreSQL is not installed. Run: sudo apt-get install postgresql");
        var directory = await ServerDirectory.TakeAsync(options.DataDirectory, cancellationToken);
        try
        {
            var cluster = new PostgresCluster(binaries, options, directory);
            await cluster.PrepareAsync(cancellationToken);
            var (process, port) = await cluster.StartAsync(cancellationToken);
            return new PostgresServer(binaries, options, directory, process, port);
        }
        catch
        {
            directory.Dispose();
            throw;
        }
    }

    /// <summary>For Npgsql; holds the password.</summary>
    public string ConnectionString(string database) =>
        string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={Port};Username={_options.UserName};Password={_options.Password};Database={database}");

    /// <summary>Makes the database unless it is there, as a copy of <paramref name="template"/> if one is named.</summary>
    public async Task CreateDatabaseAsync(string name, string? template = null, CancellationToken cancellationToken = default)
    {
        var create = $"CREATE DATABASE \"{Checked(name)}\"" + (template is null ? "" : $" TEMPLATE \"{Checked(template)}\"");
        await ExecuteAsync("postgres", $"SELECT '{create}' WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '{name}')\\gexec\n", cancellationToken);
    }

    public Task DropDatabaseAsync(string name, CancellationToken cancellationToken = default) =>
        ExecuteAsync("postgres", $"DROP DATABASE IF EXISTS \"{Checked(name)}\" WITH (FORCE);\n", cancellationToken);

    /// <summary>Runs a script of SQL in a database by psql, and stops at its first error.</summary>
    /// <exception cref="NativeServerException">A statement failed.</exception>
    public async Task<string> ExecuteAsync(string database, string sql, CancellationToken cancellationToken = default)
    {
        var line = _binaries.CommandLine("psql", "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-h", "127.0.0.1",
            "-p", Port.ToString(CultureInfo.InvariantCulture), "-U", _options.UserName, "-d", Checked(database));
        var environment = new Dictionary<string, string?> { ["PGPASSWORD"] = _options.Password, ["PGOPTIONS"] = "-c client_min_messages=warning" };
        return await new Command(line[0], line[1..]) { Environment = environment, Input = sql }.RunAsync(cancellationToken);
    }

    /// <summary>Ends it at once, as a power cut would.</summary>
    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        await _process.StopAsync();
        await Exited;
    }

    async Task<int> WaitAsync()
    {
        var code = await _process.Exited;
        _directory.Dispose();
        return code;
    }

    static string Checked(string name) => DatabaseName().IsMatch(name)
        ? name
        : throw new ArgumentException($"'{name}' is not a database name: a letter, then up to 62 letters, digits, '_' or '-'.", nameof(name));

    [GeneratedRegex("^[A-Za-z][A-Za-z0-9_-]{0,62}$")]
    private static partial Regex DatabaseName();
}
