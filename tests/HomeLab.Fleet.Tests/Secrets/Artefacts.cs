using System.Text;
using HomeLab.NativeServers;
using HomeLab.Testing;
using HomeLab.Testing.Processes;
using RabbitMQ.Client;

namespace HomeLab.Fleet.Tests.Secrets;

/// <summary>Everything that a fleet leaves behind or shows, each by a name.</summary>
public static class Artefacts
{
    const string Queue = "dns.inventory.lab-revised.v1";

    /// <summary>The beginnings of the names of artefacts that the name of a record, and so perhaps a secret, comes into.</summary>
    public static IReadOnlyList<string> WhereEverythingIsFound { get; } =
    [
        "file HomeLab.AppHost", "database inventory", "database dns", "queue dns.inventory.lab-revised.v1_error", "dashboard /logs", "dashboard /traces",
        "dashboard /console?resource=dns", "dashboard /api/telemetry/traces", "dashboard /api/telemetry/logs", "homelab get documents", "homelab get records",
        "homelab history", "homelab errors list", "homelab describe",
    ];

    static readonly string[] Services = [.. Fleet.Services, "stacks", "backups"];

    static readonly string[] Listings = ["sources", "resources", "endpoints", "documents", "zones", "records", "work", "holds", "notifiers", "proposals"];

    public static async Task<IReadOnlyList<(string Name, ReadOnlyMemory<byte> Bytes)>> OfAsync(Fleet fleet)
    {
        var all = new List<(string, ReadOnlyMemory<byte>)> { ("console", Encoding.UTF8.GetBytes(string.Join('\n', fleet.Lines))) };
        all.AddRange(Files(fleet.StateDirectory));
        all.AddRange((await TablesAsync(fleet)).Concat(await MessagesAsync(fleet)).Concat(await PagesAsync(fleet)).Concat(await AnswersAsync(fleet))
            .Select(it => (it.Name, (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(it.Text))));
        return all;
    }

    /// <summary>What nobody can read as a message of its kind, so that it becomes a dead letter.</summary>
    public static async Task FailOneMessageAsync(Fleet fleet, string text)
    {
        await using var connection = await ConnectAsync(fleet);
        await using var channel = await connection.CreateChannelAsync();
        await channel.BasicPublishAsync("", Queue, mandatory: true, Encoding.UTF8.GetBytes($$"""{"none of": "{{text}}"}"""));
        await Eventually.PassesAsync(async () =>
        {
            var letters = await CommandLine.RunAsync(fleet.StateDirectory, "errors", "list", "-o", "json");
            Assert.Contains(Queue, letters.Out, StringComparison.Ordinal);
        });
    }

    /// <summary>Secrets belong into these, which nobody but their owner may read.</summary>
    public static bool HoldsSecrets(string file) => Path.GetFileName(file) is "state.json" or "parameters.json" or "definitions.json" or ".erlang.cookie";

    /// <summary>The systems outside, as they are played, know their own tokens.</summary>
    static bool IsOutside(string file) => file.Contains("/data/simulators/", StringComparison.Ordinal);

    static IEnumerable<(string, ReadOnlyMemory<byte>)> Files(string directory)
    {
        foreach (var file in Directory.EnumerateFiles(directory, "*", SearchOption.AllDirectories).Where(it => !HoldsSecrets(it) && !IsOutside(it)))
        {
            byte[] bytes;
            try
            {
                bytes = File.ReadAllBytes(file);
            }
            catch (IOException)
            {
                // A socket, or a file that went meanwhile.
                continue;
            }
            yield return ("file " + Path.GetRelativePath(directory, file), bytes);
        }
    }

    static async Task<IEnumerable<(string Name, string Text)>> TablesAsync(Fleet fleet)
    {
        var texts = new List<(string, string)>();
        foreach (var service in Services)
        {
            var connection = fleet.Environment(service)[$"ConnectionStrings__{service}-db"].Split(';').Select(it => it.Split('=', 2)).ToDictionary(it => it[0], it => it[1]);
            var line = PostgresBinaries.Find()!.CommandLine("pg_dump", "-h", connection["Host"], "-p", connection["Port"], "-U", connection["Username"], connection["Database"]);
            var dump = new Command(line[0], line[1..]) { Environment = new Dictionary<string, string?> { ["PGPASSWORD"] = connection["Password"] } };
            texts.Add(($"database {service}", await dump.RunAsync(CancellationToken.None)));
        }
        return texts;
    }

    static async Task<IEnumerable<(string Name, string Text)>> MessagesAsync(Fleet fleet)
    {
        var broker = RunningProcess.Tree(fleet.ProcessId).First(it => it.CommandLine.Split(' ')[0].EndsWith("beam.smp", StringComparison.Ordinal));
        var list = new Command(RabbitMqBinaries.Find()!.Control, "-q", "list_queues", "--no-table-headers", "name")
        {
            Environment = broker.Environment.ToDictionary(it => it.Key, it => (string?)it.Value),
        };
        var queues = (await list.RunAsync(CancellationToken.None)).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        await using var connection = await ConnectAsync(fleet);
        // What is not acknowledged goes back when the channel closes.
        await using var channel = await connection.CreateChannelAsync();
        var texts = new List<(string, string)>();
        foreach (var queue in queues)
        {
            var text = new StringBuilder(queue);
            while (await channel.BasicGetAsync(queue, autoAck: false) is { } message)
            {
                text.Append('\n').Append(Encoding.UTF8.GetString(message.Body.Span));
                foreach (var (name, value) in message.BasicProperties.Headers ?? new Dictionary<string, object?>())
                {
                    text.Append('\n').Append(name).Append(": ").Append(value is byte[] bytes ? Encoding.UTF8.GetString(bytes) : value);
                }
            }
            texts.Add(($"queue {queue}", text.ToString()));
        }
        return texts;
    }

    static Task<IConnection> ConnectAsync(Fleet fleet) =>
        new ConnectionFactory { Uri = new Uri(fleet.Environment("dns")["ConnectionStrings__messaging"]) }.CreateConnectionAsync();

    static async Task<IEnumerable<(string Name, string Text)>> PagesAsync(Fleet fleet)
    {
        using var dashboard = await RecordedTraces.LogInAsync(fleet.Dashboard);
        string[] services = [.. Services, "simulators", "messaging", "postgres"];
        string[] pages =
        [
            "/", "/logs", "/traces", "/api/telemetry/traces?limit=100000", "/api/telemetry/spans?limit=1000000", "/api/telemetry/logs?limit=100000",
            .. services.SelectMany(it => new[] { $"/console?resource={it}", $"/metrics?service={it}", $"/logs?service={it}" }),
        ];
        var texts = new List<(string, string)>();
        foreach (var service in services)
        {
            // The first look has the dashboard ask for the lines, and a later one finds them.
            await Eventually.TrueAsync(
                async () => (await dashboard.PageAsync($"/console?resource={service}")).Contains("127.0.0.1", StringComparison.Ordinal), $"the console of {service} has lines");
        }
        foreach (var page in pages)
        {
            texts.Add(($"dashboard {page}", await dashboard.PageAsync(page)));
        }
        return texts;
    }

    static async Task<IEnumerable<(string Name, string Text)>> AnswersAsync(Fleet fleet)
    {
        string[][] commands =
        [
            .. Listings.Select(it => new[] { "get", it, "-o", "json" }),
            .. ((string[])["get", "order", "updates", "history"]).Select(it => new[] { "stacks", it, "-o", "json" }),
            ["backups", "get", "-o", "json"], ["plan", "zone/example.org", "-o", "json"], ["history", "-o", "json"], ["errors", "list", "-o", "json"], ["describe", "example.org", "-o", "json"],
        ];
        var texts = new List<(string, string)>();
        foreach (var command in commands)
        {
            var answer = await CommandLine.RunAsync(fleet.StateDirectory, command);
            Assert.True(answer.ExitCode is 0 or 5, $"{string.Join(' ', command)}: {answer}");
            texts.Add(($"homelab {string.Join(' ', command)}", answer.Out + answer.Error));
        }
        return texts;
    }
}
