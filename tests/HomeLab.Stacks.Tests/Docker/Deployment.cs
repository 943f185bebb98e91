using System.Diagnostics;
using Docker.DotNet;
using Docker.DotNet.Models;
using HomeLab.Stacks.Compose;
using HomeLab.Stacks.Docker.Applying;
using HomeLab.Stacks.Docker.Observing;
using HomeLab.Stacks.Docker.Planning;
using HomeLab.Stacks.Tests.Compose;
using HomeLab.Testing;
using HomeLab.Testing.Docker;

namespace HomeLab.Stacks.Tests.Docker;

/// <summary>One project of a test's own at a real Engine. Disposing it removes what bears the project's label.</summary>
sealed class Deployment : IAsyncDisposable
{
    readonly DockerClient client;
    int change;

    Deployment(Uri endpoint, DockerClient client, string image)
    {
        (Endpoint, this.client, Image) = (endpoint, client, image);
        View = new EngineView(client);
    }

    public Uri Endpoint { get; }

    public IDockerClient Client => client;

    public string Image { get; }

    public string Name { get; } = $"t{Guid.NewGuid():n}"[..13];

    public EngineView View { get; }

    public RepositoryFiles Files { get; set; } = RepositoryFiles.None;

    public PlanOptions Options { get; set; } = new() { Stack = "stack/test/one" };

    public static async Task<Deployment> StartAsync()
    {
        var endpoint = await TestDocker.EndpointAsync();
        var image = await TestImage.ImportAsync(endpoint);
        return new Deployment(endpoint, new DockerClientConfiguration(endpoint).CreateClient(), image);
    }

    /// <summary>With <c>IMAGE</c> and <c>PROJECT</c> written out.</summary>
    public ComposeProject Project(string json) => Projects.Parse(
        json.Replace("IMAGE", Image, StringComparison.Ordinal).Replace("PROJECT", Name, StringComparison.Ordinal));

    public Task<ObservedProject> ObserveAsync(ComposeProject project) =>
        View.ObserveAsync(project.Name, project.Services.Values.Select(it => it.Image), CancellationToken.None);

    public async Task<ProjectPlan> PlanAsync(ComposeProject project) => ProjectPlanner.Plan(project, Files, await ObserveAsync(project), Options);

    public StepRunner Runner(ComposeProject project, string? id = null) =>
        new(client, new StepContext(project, Files, Options, id ?? $"{Name}-{Interlocked.Increment(ref change)}"));

    /// <summary>Plans, makes every step, and returns the plan.</summary>
    public async Task<ProjectPlan> DeployAsync(ComposeProject project)
    {
        var plan = await PlanAsync(project);
        Assert.Empty(plan.Problems);
        await RunAsync(project, plan.Steps);
        return plan;
    }

    /// <summary>As many at once as they allow: what waits for nothing does not wait.</summary>
    public async Task RunAsync(ComposeProject project, IEnumerable<StackStep> steps)
    {
        var runner = Runner(project);
        using var turns = new SemaphoreSlim(4);
        var running = new Dictionary<string, Task>(StringComparer.Ordinal);
        foreach (var step in steps)
            running[step.Id] = RunAsync(runner, step, [.. step.After.Where(running.ContainsKey).Select(it => running[it])], turns);
        await Task.WhenAll(running.Values);
    }

    async Task RunAsync(StepRunner runner, StackStep step, Task[] before, SemaphoreSlim turns)
    {
        await Task.WhenAll(before);
        foreach (var wait in step.Waits)
            await UntilMetAsync(wait);
        await turns.WaitAsync();
        try
        {
            await runner.ApplyAsync(step, CancellationToken.None);
        }
        finally
        {
            turns.Release();
        }
    }

    public async Task UntilMetAsync(StepWait wait)
    {
        var state = new WaitState(WaitVerdict.Pending, "");
        await Eventually.TrueAsync(
            async () => (state = await View.ReadAsync(wait, CancellationToken.None)).Verdict != WaitVerdict.Pending, $"{wait.Container} is {wait.Condition}");
        Assert.True(state.Verdict == WaitVerdict.Met, state.Reason);
    }

    /// <summary>Ids by name of the project's containers.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ContainersAsync()
    {
        var all = await Client.Containers.ListContainersAsync(new ContainersListParameters { All = true, Filters = OfProject() });
        return all.ToDictionary(it => it.Names[0].TrimStart('/'), it => it.ID);
    }

    public async Task<ContainerInspectResponse> InspectAsync(string container) => await Client.Containers.InspectContainerAsync(container);

    /// <summary>Runs a command in a container, to its end.</summary>
    public async Task<string> ExecAsync(string container, params string[] command)
    {
        var exec = await Client.Exec.ExecCreateContainerAsync(container, new ContainerExecCreateParameters { AttachStdout = true, AttachStderr = true, Cmd = command });
        using var stream = await Client.Exec.StartAndAttachContainerExecAsync(exec.ID, false);
        var (stdout, stderr) = await stream.ReadOutputToEndAsync(CancellationToken.None);
        return stdout + stderr;
    }

    /// <summary>What a program in the container reads there.</summary>
    public Task<string> ReadAsync(string container, string path) => ExecAsync(container, "cat", path);

    /// <summary>Runs Debian's docker-compose on this project and returns what it printed.</summary>
    public async Task<string> ComposeAsync(string yaml, params string[] arguments)
    {
        using var directory = new TemporaryDirectory();
        await File.WriteAllTextAsync(Path.Combine(directory.Path, "compose.yaml"), yaml.Replace("IMAGE", Image, StringComparison.Ordinal));
        var start = new ProcessStartInfo("docker-compose", ["-f", Path.Combine(directory.Path, "compose.yaml"), "-p", Name, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            Environment = { ["DOCKER_HOST"] = Endpoint.AbsoluteUri },
        };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await error + await output);
        return await output;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var id in (await ContainersAsync()).Values)
            await client.Containers.RemoveContainerAsync(id, new ContainerRemoveParameters { Force = true, RemoveVolumes = true });
        foreach (var network in await client.Networks.ListNetworksAsync(new NetworksListParameters { Filters = OfProject() }))
            await client.Networks.DeleteNetworkAsync(network.ID);
        foreach (var volume in (await client.Volumes.ListAsync(new VolumesListParameters { Filters = OfProject() })).Volumes ?? [])
            await client.Volumes.RemoveAsync(volume.Name);
        client.Dispose();
    }

    Dictionary<string, IDictionary<string, bool>> OfProject() => new()
    {
        ["label"] = new Dictionary<string, bool> { [$"com.docker.compose.project={Name}"] = true },
    };
}
