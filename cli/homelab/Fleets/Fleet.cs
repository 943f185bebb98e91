using HomeLab.Contracts.Grpc.Backups;
using HomeLab.Contracts.Grpc.Inventory;
using BackupsClient = HomeLab.Contracts.Grpc.Backups.Backups.BackupsClient;
using DnsClient = HomeLab.Contracts.Grpc.Dns.Dns.DnsClient;
using InventoryClient = HomeLab.Contracts.Grpc.Inventory.Inventory.InventoryClient;
using StacksClient = HomeLab.Contracts.Grpc.Stacks.Stacks.StacksClient;
using ResourcesClient = HomeLab.Contracts.Grpc.Inventory.Resources.ResourcesClient;

namespace HomeLab.Cli.Fleets;

/// <summary>The services of one fleet.</summary>
sealed class Fleet(Shell shell, IReadOnlyList<FleetService> services, IDisposable connections) : IDisposable
{
    /// <summary>Of resources.</summary>
    const int PageSize = 500;

    public IReadOnlyList<FleetService> Services => services;

    /// <summary>A service did not answer a question that was put to all of them.</summary>
    public bool HasSilentService { get; private set; }

    public FleetService Inventory => Service("inventory");

    public FleetService Dns => Service("dns");

    public FleetService Stacks => Service("stacks");

    public FleetService Backups => Service("backups");

    public Task<Snapshot> SnapshotAsync(CancellationToken cancellationToken, params Scope[] scopes) => Inventory.AskAsync(
        options => new InventoryClient(Inventory.Invoker).GetSnapshotAsync(new GetSnapshotRequest { Scopes = { scopes } }, options),
        cancellationToken);

    /// <param name="filter">Empty: all.</param>
    public async Task<IReadOnlyList<ListedResource>> ResourcesAsync(string filter, CancellationToken cancellationToken)
    {
        var resources = new List<ListedResource>();
        for (string? after = ""; after is not null;)
        {
            var request = new ListResourcesRequest { Filter = filter, Limit = PageSize, After = after };
            var page = await Inventory.AskAsync(options => new ResourcesClient(Inventory.Invoker).ListResourcesAsync(request, options), cancellationToken);
            resources.AddRange(page.Resources);
            after = page.Next.Length > 0 ? page.Next : null;
        }
        return resources;
    }

    /// <param name="name">With its notes; empty: all, without.</param>
    public async Task<IReadOnlyList<Repository>> RepositoriesAsync(string name, CancellationToken cancellationToken) => (await Inventory.AskAsync(
        options => new InventoryClient(Inventory.Invoker).GetRepositoriesAsync(new GetRepositoriesRequest { Name = name }, options), cancellationToken)).Repositories;

    public async Task<IReadOnlyList<Notifier>> NotifiersAsync(CancellationToken cancellationToken) => (await Inventory.AskAsync(
        options => new InventoryClient(Inventory.Invoker).ListNotifiersAsync(new ListNotifiersRequest(), options), cancellationToken)).Notifiers;

    public async Task<IReadOnlyList<Certificate>> CertificatesAsync(CancellationToken cancellationToken) => (await Inventory.AskAsync(
        options => new Certificates.CertificatesClient(Inventory.Invoker).ListCertificatesAsync(new ListCertificatesRequest(), options), cancellationToken)).Certificates;

    /// <summary>What protects each thing that holds data.</summary>
    public async Task<IReadOnlyList<StatefulThing>> ProtectionAsync(CancellationToken cancellationToken) => (await Inventory.AskAsync(
        options => new Findings.FindingsClient(Inventory.Invoker).ListProtectionAsync(new ListProtectionRequest(), options), cancellationToken)).Things;

    public async Task<IReadOnlyList<Contracts.Grpc.Dns.Zone>> ZonesAsync(CancellationToken cancellationToken) => (await Dns.AskAsync(
        options => new DnsClient(Dns.Invoker).ListZonesAsync(new Contracts.Grpc.Dns.ListZonesRequest(), options), cancellationToken)).Zones;

    public async Task<IReadOnlyList<Contracts.Grpc.Dns.Budget>> BudgetsAsync(CancellationToken cancellationToken) => (await Dns.AskAsync(
        options => new DnsClient(Dns.Invoker).ListBudgetsAsync(new Contracts.Grpc.Dns.ListBudgetsRequest(), options), cancellationToken)).Budgets;

    /// <summary>With its records.</summary>
    public Task<Contracts.Grpc.Dns.Zone> ZoneAsync(string name, CancellationToken cancellationToken) => Dns.AskAsync(
        options => new DnsClient(Dns.Invoker).GetZoneAsync(new Contracts.Grpc.Dns.GetZoneRequest { Name = name }, options), cancellationToken);

    public async Task<IReadOnlyList<Contracts.Grpc.Dns.Uplink>> UplinksAsync(CancellationToken cancellationToken) => (await Dns.AskAsync(
        options => new DnsClient(Dns.Invoker).ListUplinksAsync(new Contracts.Grpc.Dns.ListUplinksRequest(), options), cancellationToken)).Uplinks;

    public async Task<IReadOnlyList<Contracts.Grpc.Stacks.Stack>> StacksAsync(CancellationToken cancellationToken) => (await Stacks.AskAsync(
        options => new StacksClient(Stacks.Invoker).ListStacksAsync(new Contracts.Grpc.Stacks.ListStacksRequest(), options), cancellationToken)).Stacks;

    public Task<ListBackupsResponse> BackupsAsync(CancellationToken cancellationToken) => Backups.AskAsync(
        options => new BackupsClient(Backups.Invoker).ListBackupsAsync(new ListBackupsRequest(), options), cancellationToken);

    /// <summary>The newest first.</summary>
    public async Task<IReadOnlyList<Copy>> BackupCopiesAsync(string backup, CancellationToken cancellationToken) => (await Backups.AskAsync(
        options => new BackupsClient(Backups.Invoker).ListCopiesAsync(new ListCopiesRequest { Backup = backup }, options), cancellationToken)).Copies;

    /// <summary>Puts a question to every service; those that do not answer are named on the side, unless none does.</summary>
    public async Task<IReadOnlyList<(FleetService Service, T Answer)>> AllAsync<T>(Func<FleetService, Task<T>> ask)
    {
        var asked = services.Select(async service => (Service: service, Answer: await CaughtAsync(() => ask(service))));
        var answers = await Task.WhenAll(asked);
        var silences = answers.Select(it => it.Answer.Silence).OfType<CommandException>().ToList();
        if (silences.Count == services.Count)
        {
            throw silences[0];
        }
        silences.ForEach(Report);
        return [.. answers.Where(it => it.Answer.Silence is null).Select(it => (it.Service, it.Answer.Answer!))];
    }

    /// <summary>What is asked for, or null where its service does not answer, which is said on the side.</summary>
    public async Task<T?> TryAsync<T>(Func<Task<T>> ask) where T : class
    {
        var (answer, silence) = await CaughtAsync(ask);
        if (silence is not null)
        {
            Report(silence);
        }
        return answer;
    }

    public void Dispose() => connections.Dispose();

    static async Task<(T? Answer, CommandException? Silence)> CaughtAsync<T>(Func<Task<T>> ask)
    {
        try
        {
            return (await ask(), null);
        }
        catch (CommandException silence) when (silence.ExitCode == ExitCode.Unreachable)
        {
            return (default, silence);
        }
    }

    void Report(CommandException silence)
    {
        shell.Note(silence.Message);
        HasSilentService = true;
    }

    FleetService Service(string name) => services.FirstOrDefault(service => service.Name == name)
        ?? throw new CommandException(ExitCode.Usage, $"It is not known where {name} is; say --{name} URL.");
}
