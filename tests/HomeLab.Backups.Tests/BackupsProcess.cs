using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.RegularExpressions;
using Grpc.Core;
using Grpc.Net.Client;
using HomeLab.Contracts.Grpc.Backups;
using HomeLab.NativeServers;
using HomeLab.Testing;
using HomeLab.Testing.Servers;
using Npgsql;
using BackupsClient = HomeLab.Contracts.Grpc.Backups.Backups.BackupsClient;

namespace HomeLab.Backups.Tests;

/// <summary>The service as it is shipped, in a process of its own, asked as an operator asks it. Database, broker and repository outlive it.</summary>
sealed partial class BackupsProcess : IAsyncDisposable
{
    const string CallerSecret = "fedcba9876543210";

    /// <summary>Where it listens: health, then gRPC.</summary>
    const int Addresses = 2;

    readonly TestDatabase database;
    readonly string broker;
    readonly FactQueue facts;
    readonly Dictionary<string, string?> settings = [];
    ConcurrentQueue<string> said = [];
    SupervisedProcess? process;
    GrpcChannel? channel;

    BackupsProcess(TestDatabase database, string broker, FactQueue facts, PlayedInventory inventory, string directory)
    {
        (this.database, this.broker, this.facts, Inventory, Directory) = (database, broker, facts, inventory, directory);
        File.WriteAllText(Password, "a password of restic\n");
    }

    public PlayedInventory Inventory { get; }

    public string Directory { get; }

    public string Repository => Path.Combine(Directory, "repository");

    public string Password => Path.Combine(Directory, "password");

    public string DatabaseConnection => database.ConnectionString;

    public BackupsClient Backups => new(channel);

    public static Metadata Operator => new() { { "authorization", $"Bearer ada.{CallerSecret}" } };

    /// <summary>All that it wrote.</summary>
    public string Said => string.Join('\n', said);

    public static async Task<BackupsProcess> PrepareAsync(params (string Key, string Value)[] settings)
    {
        var broker = await TestBroker.CreateVirtualHostAsync();
        var directory = TestDirectory.OfThisProcess.Create($"backups-{Guid.NewGuid():n}");
        var prepared = new BackupsProcess(await TestDatabase.CreateAsync(), broker, await FactQueue.ListenAsync(broker), await PlayedInventory.StartAsync(), directory);
        foreach (var (key, value) in settings)
            prepared.settings[key] = value;
        return prepared;
    }

    public async Task StartAsync()
    {
        // Beside the output of this project lies that of the service: artifacts/bin/<project>/<configuration>.
        var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        var dll = Path.Combine(output.Parent!.Parent!.FullName, "HomeLab.Backups", output.Name, "HomeLab.Backups.dll");
        said = [];
        process = await Supervisor.StartAsync(
            new ProcessSpecification("dotnet", dll)
            {
                Environment = new Dictionary<string, string?>(settings)
                {
                    ["ASPNETCORE_URLS"] = "http://127.0.0.1:0",
                    ["ConnectionStrings__messaging"] = broker,
                    ["ConnectionStrings__backups-db"] = database.ConnectionString,
                    ["services__inventory__grpc__0"] = Inventory.Address,
                    ["Rpc__Token"] = "backups.0123456789abcdef",
                    ["Rpc__Callers__ada__Secret"] = CallerSecret,
                    ["Rpc__Callers__ada__Role"] = "Operator",
                    ["Reconciliation__PollInterval"] = "00:00:00.200",
                    ["Reconciliation__Lease"] = "00:00:05",
                    ["Reconciliation__Grace"] = "00:00:01",
                    ["Backups__ResyncInterval"] = "00:00:01",
                    ["Backups__RetryAfter"] = "00:00:01",
                    ["Backups__CallTimeout"] = "00:00:30",
                    ["DOTNET_gcServer"] = "0",
                },
                WorkingDirectory = Path.GetDirectoryName(dll),
                Output = said.Enqueue,
                Error = said.Enqueue,
            },
            CancellationToken.None);
        var addresses = Array.Empty<string>();
        await Eventually.TrueAsync(
            () =>
            {
                Assert.False(process.Exited.IsCompleted, Said);
                addresses = [.. said.SelectMany(line => Listening().Matches(line)).Select(it => it.Groups[1].Value)];
                return addresses.Length == Addresses;
            },
            "it listens");
        channel = GrpcChannel.ForAddress(addresses[^1]);
        await Eventually.TrueAsync(AnswersAsync, "it answers");
    }

    /// <summary>By <c>kill -9</c>; returns when it is gone.</summary>
    public async Task KillAsync()
    {
        channel?.Dispose();
        process!.Kill();
        await process.Exited;
        process = null;
    }

    public async Task<Backup> BackupAsync(string key) => (await Backups.ListBackupsAsync(new ListBackupsRequest(), Operator)).Backups.Single(it => it.Key == key);

    public async Task<IReadOnlyList<Copy>> CopiesAsync(string key) => (await Backups.ListCopiesAsync(new ListCopiesRequest { Backup = key }, Operator)).Copies;

    /// <summary>Waits for a copy that is not this one.</summary>
    public async Task<Backup> UntilCopiedAsync(string key, string after = "")
    {
        Backup? backup = null;
        try
        {
            await Eventually.TrueAsync(async () => (backup = await BackupAsync(key)).LastCopy is { Length: > 0 } copy && copy != after, $"{key} is copied");
        }
        catch (Xunit.Sdk.XunitException exception)
        {
            Assert.Fail($"{exception.Message}\n{backup}\n{Said}");
        }
        return backup!;
    }

    /// <summary>Puts a copy back and waits for its end.</summary>
    public async Task<Restoration> RestoreAsync(string key, string into, string copy = "")
    {
        var asked = await Backups.RestoreAsync(new RestoreRequest { Backup = key, Into = into, Copy = copy }, Operator);
        Restoration? restoration = null;
        await Eventually.TrueAsync(async () => (restoration = await Backups.GetRestoreAsync(new GetRestoreRequest { Id = asked.Id }, Operator)).State != "running", $"{into} is back");
        return restoration!;
    }

    /// <summary>The events of that kind that were told so far, the oldest first.</summary>
    public Task<IReadOnlyList<T>> FactsAsync<T>()
        where T : notnull => facts.HeardAsync<T>();

    /// <summary>Stores something in the repository by restic itself, as somebody else may.</summary>
    public Task StoreAsync(string text, string path, params string[] tags) => ResticAsync(text, "backup", "--quiet", "--tag", string.Join(',', tags), "--stdin", "--stdin-filename", path);

    /// <returns>restic's own list of snapshots, as JSON.</returns>
    public Task<string> SnapshotsAsync() => ResticAsync("", "snapshots", "--json");

    public async Task<T> QueryAsync<T>(string sql)
    {
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        if (process is not null)
            await KillAsync();
        await Inventory.DisposeAsync();
        await facts.DisposeAsync();
        NpgsqlConnection.ClearAllPools();
        await database.DisposeAsync();
    }

    async Task<string> ResticAsync(string input, params string[] arguments)
    {
        var start = new ProcessStartInfo("restic", ["-r", Repository, "-p", Password, .. arguments]) { RedirectStandardInput = true, RedirectStandardOutput = true };
        using var restic = Process.Start(start)!;
        await restic.StandardInput.WriteAsync(input);
        restic.StandardInput.Close();
        var output = await restic.StandardOutput.ReadToEndAsync();
        await restic.WaitForExitAsync();
        Assert.Equal(0, restic.ExitCode);
        return output;
    }

    async Task<bool> AnswersAsync()
    {
        try
        {
            await Backups.ListBackupsAsync(new ListBackupsRequest(), Operator);
            return true;
        }
        catch (RpcException exception) when (exception.StatusCode is StatusCode.Unavailable)
        {
            return false;
        }
    }

    [GeneratedRegex("Now listening on: (http://[0-9.:]+)")]
    private static partial Regex Listening();
}
