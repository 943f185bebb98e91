using Google.Protobuf.WellKnownTypes;
using HomeLab.Contracts.Grpc.Inventory;
using HomeLab.Inventory.Repositories;
using HomeLab.Inventory.Repositories.Git;
using HomeLab.Inventory.Repositories.Stacks;
using HomeLab.Inventory.Rpc;
using HomeLab.Lab.Kinds;
using HomeLab.Stacks.Docker;
using HomeLab.Stacks.Executing;
using HomeLab.Stacks.Tests.Reconciling;
using HomeLab.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace HomeLab.Stacks.Tests.Docker;

/// <summary>Stacks of a working tree with encrypted environments, from its files to a real Engine: Inventory's renderer and the whole service.</summary>
sealed class EncryptedRepository : IAsyncDisposable
{
    static readonly RepositoryLimits Limits = new() { ReadsEveryText = true };

    readonly TemporaryDirectory directory = new();
    readonly TemporaryDirectory keys = new();
    readonly PlayedWishes wishes = new();
    readonly Uri endpoint;

    EncryptedRepository(Uri endpoint) => this.endpoint = endpoint;

    public StacksHost Stacks { get; private set; } = null!;

    /// <summary>The file that the lab names as the one with the key.</summary>
    public string KeyFile => Path.Combine(keys.Path, "age.txt");

    /// <param name="files">What is in it at first, by path.</param>
    public static async Task<EncryptedRepository> StartAsync(Uri endpoint, params (string Path, string Text)[] files)
    {
        var repository = new EncryptedRepository(endpoint);
        await File.WriteAllTextAsync(repository.KeyFile, Sops("key.txt"));
        await repository.WriteAsync(files);
        repository.Stacks = await StacksHost.StartAsync(
            repository.wishes,
            services =>
            {
                services.AddSingleton<EngineClients>();
                services.AddSingleton(new OwnContainer(null));
                services.AddSingleton<IStackExecutor, DockerExecutor>();
            },
            ("HomeLab:Installation", "test"));
        return repository;
    }

    /// <summary>A file of the tests of SOPS.</summary>
    public static string Sops(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Sops", name));

    /// <summary>Inventory wants what is there then.</summary>
    public async Task WriteAsync(params (string Path, string Text)[] files)
    {
        foreach (var (path, text) in files)
        {
            var file = Path.Combine(directory.Path, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, text);
        }
        var wanted = await WantedAsync();
        wishes.Change(it =>
        {
            it.Stacks.Clear();
            it.Stacks.AddRange(wanted);
        });
    }

    public async ValueTask DisposeAsync()
    {
        await Stacks.DisposeAsync();
        directory.Dispose();
        keys.Dispose();
    }

    async Task<List<DesiredStack>> WantedAsync()
    {
        var spec = new RepositorySpec { Name = "home", Path = ".", AgeKeys = [new() { File = KeyFile }], Deploy = new DeploySpec { Docker = "nas", Folders = ["*"] } };
        var lab = new LabSpec { Docker = [new DockerSource { Name = "nas", Endpoint = endpoint.OriginalString }] };
        var files = await Checkout.ReadAsync(directory.Path, Limits, CancellationToken.None);
        var stacks = StackDeclarations.Of(spec, files, Limits, new Dictionary<string, StackSpec>()).Select(it => StackMessages.Of(it, lab, spec, files.Revision, null)).ToList();
        StackNames.Settle(stacks);
        foreach (var stack in stacks)
            (stack.HealthyWithin, stack.Digest) = (Duration.FromTimeSpan(TimeSpan.FromMinutes(5)), StackMessages.DigestOf(stack));
        return stacks;
    }
}
