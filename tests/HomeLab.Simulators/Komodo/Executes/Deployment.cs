using System.Collections.Immutable;
using HomeLab.Simulators.Komodo.Compose;
using HomeLab.Simulators.Komodo.Sources;
using HomeLab.Simulators.Komodo.State;
using HomeLab.Simulators.Komodo.Writes;

namespace HomeLab.Simulators.Komodo.Executes;

/// <summary>A stack's way from its source to its containers, stage by stage, each as an agent logs it.</summary>
sealed class Deployment
{
    readonly WorkOrder order;
    readonly Stack configured;
    readonly Stages stages;
    readonly List<string> effects = [];
    readonly string arguments;
    Core core;
    Stack stack;
    SourceReading? reading;
    ComposeProject? project;

    public Deployment(WorkOrder order)
    {
        this.order = order;
        (core, configured) = StackMoves.Adopted(order.Core, order.Stack);
        core = core.With(configured);
        (stack, var used) = VariableInterpolation.Replace(core, configured);
        stages = new Stages(order.Now, used.Where(it => it.IsSecret).ToDictionary(it => it.Name, it => it.Value));
        arguments = string.Concat(order.Services.Select(it => " " + it));
        if (!order.Services.IsEmpty)
            stages.Tell("Service/s", $"Execution requested for Stack service/s {string.Join(", ", order.Services)}");
        if (used.Count > 0)
            stages.Tell("Interpolate Variables", $"replaced variables: {string.Join(", ", used.Select(it => $"<span class=\"text-green-700 dark:text-green-400\">{it.Name}</span>"))}");
    }

    string Command => $"docker compose -p {stack.FreshProject} -f {string.Join(" -f ", StackSource.ComposePaths(stack))}";

    Server Server => core.FindServer(stack.ServerId)!;

    public WorkResult Run()
    {
        var isDeployed = Write() && Configure() && Attempt("Compose Build", " build", stack.Has("run_build"), () => { })
            && Attempt("Compose Pull", " pull", stack.HasStill("auto_pull"), () => core = LocalImages.Pull(core, Server, Chosen())) && Down() && Up();
        var after = core.FindStack(stack.Id)!;
        core = core.With(after with { Findings = Found(after.Findings, isDeployed) });
        return new WorkResult(core, stages.Logs, [.. effects]);
    }

    public WorkResult Pull()
    {
        _ = Write() && Configure() && Attempt("Compose Pull", " pull", true, () => core = LocalImages.Pull(core, Server, Chosen()));
        return new WorkResult(core, stages.Logs, []);
    }

    bool Write()
    {
        if (StackSource.IsMadeUp(core, configured))
            return true;
        try
        {
            reading = StackSource.Read(core, stack);
        }
        catch (SourceFailure failure)
        {
            stages.Refuse(failure.Stage, failure.Message);
            return false;
        }
        if (reading.Revision is { } revision)
            stages.Tell("Latest Commit", $"[{revision.Commit[..7]}] {revision.Message}");
        if (stack["environment"].Length > 0)
            stages.Tell("Write Environment File", $"Environment written to {EnvironmentPath}");
        if (reading.Missing.IsEmpty)
            return true;
        stages.Refuse("Validate Files", $"A file doesn't exist after writing stack. Ensure the run_directory and all file paths are correct. Missing files: {string.Join(", ", reading.Missing)}");
        return false;
    }

    bool Configure()
    {
        try
        {
            project = reading is null ? MadeUp() : ComposeReader.Read(stack.FreshProject, reading.ComposeFiles(stack).Select(it => it.Contents), Variables(), Find);
            stages.Succeed("Compose Config", Command + " config", project.Config, string.Join('\n', project.Warnings));
            return true;
        }
        catch (ComposeFailure failure)
        {
            stages.Fail("Compose Config", Command + " config", failure.Message);
            return false;
        }
    }

    /// <summary>Also what runs under a name that the project no longer has.</summary>
    bool Down()
    {
        var isRenamed = configured.Findings.DeployedProject is { } before && before != stack.FreshProject;
        if (!stack.Has("destroy_before_deploy") && !isRenamed)
            return true;
        var down = ComposeDown.Run(core, core.FindStack(stack.Id)!, isRenamed ? [] : order.Services, removesOrphans: false, order.Now, "Compose Down");
        core = down.Core;
        effects.AddRange(down.Effects);
        stages.Succeed("Compose Down", down.Logs[0].Command, "", down.Logs[0].Error);
        return true;
    }

    bool Up()
    {
        var extra = stack.Texts("extra_args").ToList();
        var up = new ComposeUp(order with { Core = core, Stack = core.FindStack(stack.Id)! }, project!);
        var isUp = Attempt("Compose Up", $" up -d{string.Concat(extra.Select(it => " " + it))}", true, () => up.Run(extra.Contains("--remove-orphans")), () => up.Progress);
        core = up.Core;
        effects.AddRange(up.Effects);
        return isUp;
    }

    bool Attempt(string stage, string verb, bool isAsked, Action action, Func<string>? progress = null)
    {
        if (!isAsked)
            return true;
        var command = Command + verb + arguments;
        try
        {
            if (order.Services.Find(it => project!.Services.TrueForAll(service => service.Name != it)) is { } unknown)
                throw new ComposeFailure($"no such service: {unknown}");
            action();
            stages.Succeed(stage, command, "", progress?.Invoke() ?? string.Join('\n', Chosen().Select(it => $" {it.Name} Done")));
            return true;
        }
        catch (ComposeFailure failure)
        {
            stages.Fail(stage, command, $"{progress?.Invoke()}\n{failure.Message}".TrimStart('\n'));
            return false;
        }
    }

    Findings Found(Findings before, bool isDeployed)
    {
        var images = Server.Images;
        ImmutableList<ServiceName> services = project is null ? before.LatestServices : [.. project.Services.Select(it => new ServiceName(
            it.Name, it.ContainerName == $"{project.Name}-{it.Name}-1" ? $"{project.Name}-{it.Name}" : it.ContainerName, it.Image) { Digest = images.GetValueOrDefault(it.Image) })];
        var files = reading?.Files;
        var isOwn = stack["file_contents"].Length > 0;
        var after = before with
        {
            DeployedProject = stack.FreshProject,
            MissingFiles = reading?.Missing ?? [],
            LatestServices = services,
            RemoteContents = isOwn || reading is null ? null : files,
            RemoteErrors = isOwn || reading is null ? null : [],
            LatestHash = reading is null ? before.LatestHash : reading.Revision?.Commit,
            LatestMessage = reading is null ? before.LatestMessage : reading.Revision?.Message,
        };
        return !isDeployed ? after : after with
        {
            DeployedServices = services,
            DeployedContents = files is null ? before.DeployedContents : isOwn ? [StackFile.Compose("compose.yaml", configured["file_contents"])] : files,
            DeployedConfig = stages.Hidden(project!.Config),
            DeployedHash = after.LatestHash,
            DeployedMessage = after.LatestMessage,
        };
    }

    IEnumerable<ComposeService> Chosen() => project!.Services.Where(it => order.Concerns(it.Name));

    string EnvironmentPath => stack["env_file_path"] is { Length: > 0 } configuredPath ? configuredPath : ".env";

    string? Find(string path) => stack["environment"].Length > 0 && StackPath.Join(path) == StackPath.Join(EnvironmentPath) ? stack["environment"] : reading!.Find(path);

    /// <summary>The stack's own environment counts before further files.</summary>
    Dictionary<string, string> Variables()
    {
        var variables = new Dictionary<string, string>();
        var further = stack.Objects("additional_env_files").Select(it => it.ValueKind == System.Text.Json.JsonValueKind.String ? it.GetString()! : it.GetProperty("path").GetString()!);
        foreach (var text in further.Append(stack["environment"].Length > 0 ? EnvironmentPath : ".env").Select(Find).OfType<string>())
            foreach (var (name, value) in EnvironmentText.Parse(text))
                variables[name] = value;
        return variables;
    }

    /// <summary>Of a stack that was made with services and without files; all of it is made anew.</summary>
    ComposeProject MadeUp() => new(
        stack.FreshProject,
        [.. configured.Findings.LatestServices.Select(it => new ComposeService(
            it.Name, it.Image, $"{stack.FreshProject}-{it.Name}-1", order.Incarnation, ImmutableSortedDictionary<string, string>.Empty, [], [], [], [], false, false))],
        [], [], [], [], "", []);
}
