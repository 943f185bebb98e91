using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Google.Protobuf.WellKnownTypes;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Inventory.Lab.Git;
using HomeLab.Inventory.Repositories;
using HomeLab.Inventory.Repositories.Git;
using HomeLab.Inventory.Repositories.Stacks;
using HomeLab.Inventory.Rpc;
using HomeLab.Lab.Kinds;
using HomeLab.Simulators;
using HomeLab.Simulators.Komodo;
using HomeLab.Stacks.Executing;
using HomeLab.Stacks.Komodo;
using HomeLab.Stacks.Tests.Reconciling;
using HomeLab.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HomeLab.Stacks.Tests.Komodo;

/// <summary>A Git repository of stacks from its commits to what Komodo does: Inventory's renderer, the whole service, and a simulated Core that pulls it.</summary>
sealed partial class KomodoRepository : IAsyncDisposable
{
    const string Core = "Simulators:Komodo:Cores:0:";

    static readonly RepositoryLimits Limits = new() { ReadsEveryText = true };
    static readonly RepositorySpec Spec = new() { Name = "home", Path = ".", Deploy = new DeploySpec { Komodo = "core" } };

    readonly string directory;
    readonly string remote;
    readonly PlayedWishes wishes = new();
    readonly SimulatorHost core;
    readonly HttpClient http;

    KomodoRepository(string directory, string remote, SimulatorHost core)
    {
        (this.directory, this.remote, this.core) = (directory, remote, core);
#pragma warning disable RS0030 // A test has no factory.
        http = new HttpClient { BaseAddress = core.BaseAddress, DefaultRequestHeaders = { { "X-Api-Key", "K-homelab" }, { "X-Api-Secret", "S-of-these-tests" } } };
#pragma warning restore RS0030
    }

    public StacksHost Stacks { get; private set; } = null!;

    /// <summary>The keys of its stacks as of the last commit.</summary>
    public IReadOnlyList<string> Keys { get; private set; } = [];

    /// <summary>Every deployment so far, oldest first.</summary>
    public IReadOnlyList<KomodoUpdate> Deployments => [.. core.KomodoUpdates("lab").Where(it => it.Operation == "DeployStack")];

    /// <summary>Of stacks, by their names, that do not get the default's five minutes.</summary>
    public Dictionary<string, TimeSpan> HealthyWithin { get; } = [];

    public IEnumerable<string> Operations => core.KomodoUpdates("lab").Select(it => it.Operation);

    /// <param name="directory">A working tree with something in it.</param>
    /// <param name="remote">Its name at the forge, as its tables call it: <c>me/homelab</c>.</param>
    /// <param name="server">The Komodo server that its tables name.</param>
    public static async Task<KomodoRepository> StartAsync(string directory, string remote, string server)
    {
        var core = await SimulatorHost.StartAsync(
            (Core + "Name", "lab"), ("Simulators:Komodo:DeploySeconds", "0"), (Core + "Servers:0:Name", server), (Core + "Servers:0:Address", "https://192.0.2.4:8120"),
            (Core + "Keys:0:Name", "homelab"), (Core + "Keys:0:Key", "K-homelab"), (Core + "Keys:0:Secret", "S-of-these-tests"));
        var repository = new KomodoRepository(directory, remote, core);
        await repository.GitAsync("init", "--quiet", "--initial-branch=main");
        await repository.GitAsync("config", "remote.origin.url", $"https://github.com/{remote}");
        await repository.CommitAsync();
        await repository.ValuesAsync();
        repository.Stacks = await StacksHost.StartAsync(
            repository.wishes,
            services =>
            {
                services.AddSingleton<KomodoClients>();
                services.AddSingleton<IStackExecutor, KomodoExecutor>();
            },
            ("KOMODO_TEST_KEY", "K-homelab"), ("KOMODO_TEST_SECRET", "S-of-these-tests"));
        return repository;
    }

    public void Write(string path, string text)
    {
        var file = Path.Combine(directory, path);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }

    public string Read(string path) => File.ReadAllText(Path.Combine(directory, path));

    public void Move(string from, string to) => Directory.Move(Path.Combine(directory, from), Path.Combine(directory, to));

    /// <summary>Whatever is made of the image never gets healthy.</summary>
    public async Task SickenAsync(string reference)
    {
        using var changed = await http.PutAsJsonAsync("/_sim/komodo/lab/images", new { reference, health = "unhealthy" });
        changed.EnsureSuccessStatusCode();
    }

    /// <summary>Commits and pushes what there is, and returns the commit once Inventory wants it.</summary>
    public async Task<string> CommitAsync()
    {
        await GitAsync("add", "--all");
        await GitAsync("-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "commit.gpgsign=false", "commit", "--quiet", "--allow-empty", "--message", "Change");
        var commit = (await GitAsync("rev-parse", "HEAD")).Trim();
        using var pushed = await http.PutAsJsonAsync($"/_sim/komodo/lab/repositories/{remote}", new { directory, commit });
        pushed.EnsureSuccessStatusCode();
        var wanted = await WantedAsync();
        Keys = [.. wanted.Select(it => it.Key).Order(StringComparer.Ordinal)];
        wishes.Change(it =>
        {
            it.Stacks.Clear();
            it.Stacks.AddRange(wanted);
        });
        return commit;
    }

    /// <summary>Commits, waits until all but those named run as that commit wants, and returns which stacks were deployed for it, in order.</summary>
    public async Task<IReadOnlyList<string>> DeployAsync(params IReadOnlyList<string> except)
    {
        var before = Deployments.Count;
        var commit = await CommitAsync();
        foreach (var key in Keys)
        {
            await Eventually.TrueAsync(async () => await Stacks.WorkAsync(key) is not null, $"{key} is known");
            await Stacks.WakeAsync(key);
        }
        foreach (var key in Keys.Except(except))
            await Eventually.TrueAsync(async () => await Stacks.StackAsync(key) is { IsAsWanted: true } stack && stack.DeployedCommit == commit, $"{key} runs as {commit} wants");
        foreach (var key in Keys)
            await Stacks.LookAsync(key);
        return [.. Deployments.Skip(before).Select(it => it.Stack)];
    }

    public async ValueTask DisposeAsync()
    {
        await Stacks.DisposeAsync();
        http.Dispose();
        await core.DisposeAsync();
    }

    /// <summary>What its tables leave to Komodo's variables has a value there.</summary>
    async Task ValuesAsync()
    {
        foreach (var name in Directory.EnumerateFiles(directory, "*.toml", SearchOption.AllDirectories).SelectMany(it => Variable().Matches(File.ReadAllText(it))).Select(it => it.Groups[1].Value).Distinct())
        {
            using var made = await http.PostAsJsonAsync("/komodo/lab/write/CreateVariable", new { name, value = $"/value/of/{name}" });
            made.EnsureSuccessStatusCode();
        }
    }

    async Task<List<DesiredStack>> WantedAsync()
    {
        var files = await Checkout.ReadAsync(directory, Limits, CancellationToken.None);
        var lab = new LabSpec
        {
            Komodo = [new KomodoSource { Name = "core", Url = core.Komodo("lab").ToString(), Key = new() { Env = "KOMODO_TEST_KEY" }, Secret = new() { Env = "KOMODO_TEST_SECRET" } }],
        };
        var stacks = StackDeclarations.Of(Spec, files, Limits, new Dictionary<string, StackSpec>()).Select(it => StackMessages.Of(it, lab, Spec, files.Revision, null)).ToList();
        StackNames.Settle(stacks);
        foreach (var stack in stacks.Where(it => HealthyWithin.ContainsKey(it.Name)))
            stack.HealthyWithin = Duration.FromTimeSpan(HealthyWithin[stack.Name]);
        foreach (var stack in stacks)
            stack.Digest = StackMessages.DigestOf(stack);
        return stacks;
    }

    async Task<string> GitAsync(params string[] arguments)
    {
        var (exitCode, output, error) = await GitCommand.RunAsync(directory, CancellationToken.None, arguments);
        return exitCode == 0 ? output : throw new InvalidOperationException($"git {arguments[0]}: {error}");
    }

    [GeneratedRegex(@"\[\[([A-Z0-9_]+)\]\]")]
    private static partial Regex Variable();
}
