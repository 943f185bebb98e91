using HomeLab.Stacks.Jobs;

namespace HomeLab.Stacks.Compose.Reading;

/// <summary>Reads one service. What an Engine cannot do is refused by its field's path.</summary>
sealed partial class ServiceReader(string key, ComposeMap map, List<string> notes)
{
    const string Remove = "remove it";

    public ComposeService Read()
    {
        RefuseForeign();
        var deploy = map.Map("deploy");
        var limits = deploy?.Map("resources");
        var labels = map.Pairs("labels");
        var jobs = JobLabels.Read(labels);
        notes.AddRange(jobs.Where(it => it.Problem.Length > 0).Select(it => $"{map.PathOf("labels")}: {it.Problem}; it is not run"));
        var service = new ComposeService
        {
            Key = key,
            Image = map.Text("image") ?? "",
            ContainerName = map.Text("container_name"),
            Command = map.Words("command"),
            Entrypoint = map.Words("entrypoint"),
            Environment = map.Pairs("environment"),
            Labels = labels.RemoveRange(labels.Keys.Where(it => it.StartsWith(JobLabels.Prefix, StringComparison.Ordinal))),
            Jobs = jobs,
            User = map.Text("user"),
            WorkingDir = map.Text("working_dir"),
            Hostname = map.Text("hostname"),
            Domainname = map.Text("domainname"),
            Tty = map.Flag("tty") ?? false,
            StdinOpen = map.Flag("stdin_open") ?? false,
            StopSignal = map.Text("stop_signal"),
            StopGracePeriod = map.Duration("stop_grace_period"),
            Platform = map.Text("platform"),
            Healthcheck = map.Map("healthcheck") is { } check ? Healthcheck(check) : null,
            Restart = Restart(deploy?.Map("restart_policy")),
            Logging = map.Map("logging") is { } logging ? Logging(logging) : null,
            Networking = Networking(),
            Storage = Storage(),
            Isolation = Isolation(),
            Resources = Resources(limits),
            DependsOn = [.. map.Maps("depends_on").Select(it => Dependency(it.Key, it.Value)).OrderBy(it => it.Service, StringComparer.Ordinal)],
            Scale = Scale(deploy),
            Profiles = [.. map.Texts("profiles").Order(StringComparer.Ordinal)],
            PullPolicy = Pull(),
            PostStart = [.. map.Items("post_start").Select(Hook)],
            PreStop = [.. map.Items("pre_stop").Select(Hook)],
        };
        if (service.Image.Length == 0)
            map.Report("image", "is not given", "name the image that the service runs");
        limits?.Close();
        deploy?.Close();
        map.Close();
        return service;
    }

    void RefuseForeign()
    {
        map.Skip("env_file", "label_file", "attach", "extends");
        map.Refuse("build", "images are not built on the way", "build and push it elsewhere, and name it with `image`");
        map.Refuse("develop", "is for a developer's machine", Remove);
        map.Refuse("provider", "is run by Compose's own plug-ins, not by an Engine", Remove);
        map.Refuse("models", "needs Docker's model runner", Remove);
        map.Refuse("use_api_socket", "hands the Engine's credentials to the container", "mount the socket as a bind if that is meant");
        map.Refuse("links", "are of a time before networks", "use the services' names, or `networks.<name>.aliases`");
        map.Refuse("external_links", "are of a time before networks", "put both into one external network");
        map.Refuse("volumes_from", "hides what is mounted", "name the volumes in both services");
        map.Refuse("annotations", "are not in the Engine client's reach", "use `labels`");
        map.Refuse("blkio_config", "is not supported yet", Remove);
        map.Refuse("credential_spec", "is for Windows", Remove);
        map.Refuse("isolation", "is for Windows", Remove);
        map.Refuse("cpu_count", "is for Windows", "use `cpus`");
        map.Refuse("cpu_percent", "is for Windows", "use `cpus`");
        map.Refuse("cpu_rt_runtime", "is not supported yet", Remove);
        map.Refuse("cpu_rt_period", "is not supported yet", Remove);
    }

    int Scale(ComposeMap? deploy)
    {
        var replicas = deploy?.Number("replicas");
        var scale = map.Number("scale");
        if (deploy?.Text("mode") is { } mode and not "replicated")
            deploy.Report("mode", $"'{mode}' needs a Swarm", "leave it out; `replicas` says how many there are");
        if (replicas is not null && scale is not null && replicas != scale)
            map.Report("scale", "is not what `deploy.replicas` says", "keep one of the two");
        foreach (var swarmOnly in (ReadOnlySpan<string>)["update_config", "rollback_config", "placement", "endpoint_mode", "labels"])
        {
            if (deploy?.Has(swarmOnly) == true)
                notes.Add($"{deploy.PathOf(swarmOnly)} says something to a Swarm only");
        }
        if ((scale ?? replicas ?? 1) is >= 0 and <= 1000 and var count)
            return (int)count;
        map.Report(scale is null ? "deploy.replicas" : "scale", "is not a number of containers", "write 0 to 1000");
        return 1;
    }

    PullPolicy Pull()
    {
        switch (map.Text("pull_policy"))
        {
            case null or "missing" or "if_not_present":
                return PullPolicy.Missing;
            case "always":
                return PullPolicy.Always;
            case "never":
                return PullPolicy.Never;
            case "daily" or "weekly":
                notes.Add($"{map.PathOf("pull_policy")} is how often Compose pulls; HomeLab follows its own policy for updates");
                return PullPolicy.Missing;
            default:
                map.Report("pull_policy", "is none that HomeLab knows", "write missing, always or never");
                return PullPolicy.Missing;
        }
    }

    ComposeRestart Restart(ComposeMap? policy)
    {
        var text = map.Text("restart");
        var swarm = policy is null ? null : OfSwarm(policy);
        if (text is null)
            return swarm ?? ComposeRestart.No;
        var parts = text.Split(':');
        var retries = parts.Length == 2 && parts[0] == "on-failure" ? ComposeScalars.Number(parts[1]) : parts.Length == 1 ? 0 : null;
        if (parts[0] is "no" or "always" or "unless-stopped" or "on-failure" && retries is >= 0)
            return new ComposeRestart(parts[0], retries.Value);
        map.Report("restart", "is no restart policy", "write no, always, unless-stopped, on-failure or on-failure:3");
        return ComposeRestart.No;
    }

    ComposeRestart OfSwarm(ComposeMap policy)
    {
        foreach (var swarmOnly in (ReadOnlySpan<string>)["delay", "window"])
        {
            if (policy.Has(swarmOnly))
                notes.Add($"{policy.PathOf(swarmOnly)} says something to a Swarm only");
        }
        var (condition, attempts) = (policy.Text("condition"), policy.Number("max_attempts") ?? 0);
        policy.Close();
        switch (condition)
        {
            case "none":
                return ComposeRestart.No;
            case "on-failure":
                return new ComposeRestart("on-failure", attempts);
            case null or "any":
                return new ComposeRestart("always");
            default:
                policy.Report("condition", "is none that HomeLab knows", "write none, on-failure or any");
                return ComposeRestart.No;
        }
    }

    static ComposeDependency Dependency(string service, ComposeMap map)
    {
        ReadyCondition? condition = map.Text("condition") switch
        {
            null or "service_started" => ReadyCondition.Started,
            "service_healthy" => ReadyCondition.Healthy,
            "service_completed_successfully" => ReadyCondition.CompletedSuccessfully,
            _ => null,
        };
        if (condition is null)
            map.Report("condition", "is none that Compose has", "write service_started, service_healthy or service_completed_successfully");
        var dependency = new ComposeDependency(service, condition ?? ReadyCondition.Started, map.Flag("required") ?? true, map.Flag("restart") ?? false);
        map.Close();
        return dependency;
    }

    static ServiceHook Hook(ComposeMap map)
    {
        var hook = new ServiceHook(map.Words("command") ?? [], map.Text("user"), map.Flag("privileged") ?? false, map.Text("working_dir"), map.Pairs("environment"));
        if (hook.Command.Count == 0)
            map.Report("command", "is not given", "name the program that is run in the container, with its arguments");
        map.Close();
        return hook;
    }

    static ComposeHealthcheck Healthcheck(ComposeMap map)
    {
        map.Refuse("start_interval", "is not in the Engine client's reach", "use `interval` and `start_period`");
        var test = map.Take("test") is { ValueKind: System.Text.Json.JsonValueKind.String } ? ["CMD-SHELL", map.Text("test")!] : map.List("test");
        if (map.Flag("disable") == true)
            test = ["NONE"];
        if (test is not (null or ["NONE"] or ["CMD", _, ..] or ["CMD-SHELL", _]))
            map.Report("test", "does not begin with CMD, CMD-SHELL or NONE", "write [\"CMD\", \"program\", …] or one line of shell");
        var check = new ComposeHealthcheck(test, map.Duration("interval"), map.Duration("timeout"), map.Duration("start_period"), map.Number("retries"));
        map.Close();
        return check;
    }

    static ComposeLogging Logging(ComposeMap map)
    {
        var logging = new ComposeLogging(map.Text("driver"), map.Pairs("options"));
        if (logging.Driver is null && !logging.Options.IsEmpty)
            logging = logging with { Driver = "json-file" };
        map.Close();
        return logging;
    }
}
