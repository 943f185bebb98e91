using System.Globalization;
using System.Text.RegularExpressions;
using Docker.DotNet.Models;
using HomeLab.Stacks.Docker.Planning;

namespace HomeLab.Stacks.Docker.Observing;

/// <summary>What a container is made of, in the same fields and words as <see cref="DesiredShape"/>.</summary>
static partial class InspectedShape
{
    public static TextMap Of(ContainerInspectResponse container)
    {
        var fields = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var (config, host) = (container.Config ?? new Config(), container.HostConfig ?? new HostConfig());
        Process(fields, container, config, host);
        Networking(fields, container, config, host);
        Mounts(fields, container, host);
        Isolation(fields, host);
        Resources(fields, host);
        return TextMaps.Of(fields.Where(it => it.Value.Length > 0 || it.Key.StartsWith("environment.", StringComparison.Ordinal)
            || it.Key.StartsWith("label.", StringComparison.Ordinal) || it.Key.StartsWith("tmpfs.", StringComparison.Ordinal)));
    }

    /// <summary>The Engine names a volume that nobody named by 64 digits.</summary>
    public static bool IsAnonymous(MountPoint mount) => mount.Type == "volume" && AnonymousName().IsMatch(mount.Name ?? "");

    static void Process(SortedDictionary<string, string> fields, ContainerInspectResponse container, Config config, HostConfig host)
    {
        fields["entrypoint"] = DesiredShape.List([.. config.Entrypoint ?? []]);
        fields["command"] = DesiredShape.List([.. config.Cmd ?? []]);
        foreach (var (name, value) in ImageList.Variables(config.Env))
            fields["environment." + name] = value;
        foreach (var (name, value) in TextMaps.Of(config.Labels).Where(it => !ComposeLabels.IsReserved(it.Key)))
            fields["label." + name] = value;
        fields["user"] = config.User ?? "";
        fields["working_dir"] = config.WorkingDir ?? "";
        fields["stop_signal"] = config.StopSignal ?? "";
        fields["stop_grace_period"] = Text((long?)config.StopTimeout?.TotalSeconds);
        // Without a wish it is the id, or that of whose network it shares.
        var isOwn = config.Hostname is { Length: > 0 } hostname && !container.ID.StartsWith(hostname, StringComparison.Ordinal)
            && host.NetworkMode != "host" && host.NetworkMode?.StartsWith("container:", StringComparison.Ordinal) != true && host.UTSMode != "host";
        fields["hostname"] = isOwn ? config.Hostname! : "";
        fields["domainname"] = config.Domainname ?? "";
        Flag(fields, "tty", config.Tty);
        Flag(fields, "stdin_open", config.OpenStdin);
        fields["restart"] = RestartOf(host.RestartPolicy);
        fields["logging"] = $"{host.LogConfig?.Type} {DesiredShape.Pairs(host.LogConfig?.Config ?? new Dictionary<string, string>())}".Trim();
        var check = ImageList.HealthcheckOf(config.Healthcheck);
        fields["healthcheck.test"] = DesiredShape.List(check?.Test ?? []);
        if (check is not { IsDisabled: true })
        {
            fields["healthcheck.interval"] = Text(check?.Interval?.Ticks);
            fields["healthcheck.timeout"] = Text(check?.Timeout?.Ticks);
            fields["healthcheck.start_period"] = Text(check?.StartPeriod?.Ticks);
            fields["healthcheck.retries"] = Text(check?.Retries);
        }
    }

    static void Networking(SortedDictionary<string, string> fields, ContainerInspectResponse container, Config config, HostConfig host)
    {
        var networks = container.NetworkSettings?.Networks ?? new Dictionary<string, EndpointSettings>();
        var isNetwork = host.NetworkMode is null or "" or "default" or "bridge"
            || !(host.NetworkMode is "host" or "none" || host.NetworkMode.StartsWith("container:", StringComparison.Ordinal))
            || (networks.ContainsKey(host.NetworkMode) && host.NetworkMode is not ("host" or "none"));
        fields["network_mode"] = isNetwork ? "" : host.NetworkMode!;
        foreach (var (port, bindings) in host.PortBindings ?? new Dictionary<string, IList<PortBinding>>())
            fields["port." + port] = string.Join(' ', (bindings ?? []).Select(it => $"{it.HostIP}:{it.HostPort}").Order(StringComparer.Ordinal));
        fields["expose"] = string.Join(' ', (config.ExposedPorts?.Keys ?? []).Order(StringComparer.Ordinal));
        fields["dns"] = Join(host.DNS);
        fields["dns_search"] = Join(host.DNSSearch);
        fields["dns_opt"] = Join(host.DNSOptions);
        fields["extra_hosts"] = Join(host.ExtraHosts?.Order(StringComparer.Ordinal));
    }

    static void Mounts(SortedDictionary<string, string> fields, ContainerInspectResponse container, HostConfig host)
    {
        var asked = (host.Mounts ?? []).Where(it => it.Type == "tmpfs").ToDictionary(it => it.Target, it => it.TmpfsOptions, StringComparer.Ordinal);
        foreach (var mount in container.Mounts ?? [])
            fields["mount." + mount.Destination] = MountOf(mount, asked.GetValueOrDefault(mount.Destination)).ToString();
        foreach (var (target, options) in host.Tmpfs ?? new Dictionary<string, string>())
            fields["tmpfs." + target] = options;
        fields["shm_size"] = Text(host.ShmSize);
        fields["storage_opt"] = DesiredShape.Pairs(host.StorageOpt ?? new Dictionary<string, string>());
    }

    static ContainerMount MountOf(MountPoint mount, TmpfsOptions? tmpfs) => mount.Type switch
    {
        "bind" => new ContainerMount(
            MountKind.Bind, mount.Source, mount.Destination, !mount.RW, mount.Propagation is null or "rprivate" ? "" : mount.Propagation),
        "tmpfs" => new ContainerMount(
            MountKind.Tmpfs, "", mount.Destination, !mount.RW, ContainerMounts.TmpfsOptions(tmpfs?.SizeBytes ?? 0, tmpfs?.Mode ?? 0)),
        _ => new ContainerMount(MountKind.Volume, IsAnonymous(mount) ? "" : mount.Name, mount.Destination, !mount.RW),
    };

    static void Isolation(SortedDictionary<string, string> fields, HostConfig host)
    {
        Flag(fields, "privileged", host.Privileged);
        Flag(fields, "read_only", host.ReadonlyRootfs);
        fields["init"] = host.Init is { } init ? init ? "true" : "false" : "";
        fields["cap_add"] = DesiredShape.Capabilities(host.CapAdd ?? []);
        fields["cap_drop"] = DesiredShape.Capabilities(host.CapDrop ?? []);
        fields["security_opt"] = Join(host.SecurityOpt?.Order(StringComparer.Ordinal));
        fields["group_add"] = Join(host.GroupAdd?.Order(StringComparer.Ordinal));
        fields["sysctls"] = DesiredShape.Pairs(host.Sysctls ?? new Dictionary<string, string>());
        var ulimits = (host.Ulimits ?? []).Select(it => new ComposeUlimit(it.Name, it.Soft, it.Hard));
        fields["ulimits"] = string.Join(' ', ulimits.OrderBy(it => it.Name, StringComparer.Ordinal));
        fields["pid"] = host.PidMode ?? "";
        fields["ipc"] = host.IpcMode ?? "";
        fields["uts"] = host.UTSMode ?? "";
        fields["userns_mode"] = host.UsernsMode ?? "";
        fields["cgroup"] = host.CgroupnsMode ?? "";
        fields["cgroup_parent"] = host.CgroupParent ?? "";
        fields["runtime"] = host.Runtime ?? "";
    }

    static void Resources(SortedDictionary<string, string> fields, HostConfig host)
    {
        fields["memory"] = Text(host.Memory);
        fields["memory_reservation"] = Text(host.MemoryReservation);
        fields["memory_swap"] = Text(host.MemorySwap);
        fields["memory_swappiness"] = Text(host.MemorySwappiness);
        fields["cpus"] = Text(host.NanoCPUs);
        fields["cpu_shares"] = Text(host.CPUShares);
        fields["cpu_quota"] = Text(host.CPUQuota);
        fields["cpu_period"] = Text(host.CPUPeriod);
        fields["cpuset"] = host.CpusetCpus ?? "";
        fields["pids_limit"] = Text(host.PidsLimit);
        Flag(fields, "oom_kill_disable", host.OomKillDisable ?? false);
        fields["oom_score_adj"] = Text(host.OomScoreAdj);
        var devices = (host.Devices ?? []).Select(it => new ComposeDevice(it.PathOnHost, it.PathInContainer, it.CgroupPermissions));
        fields["devices"] = string.Join(' ', devices.OrderBy(it => it.Target, StringComparer.Ordinal));
        fields["device_cgroup_rules"] = Join(host.DeviceCgroupRules);
        fields["device_requests"] = string.Join(' ', (host.DeviceRequests ?? []).Select(ReservationOf));
    }

    static DeviceReservation ReservationOf(DeviceRequest request) => new(
        string.IsNullOrEmpty(request.Driver) ? null : request.Driver,
        request.Count,
        [.. request.DeviceIDs ?? []],
        [.. request.Capabilities is [var all, ..] ? all : []],
        TextMaps.Of(request.Options));

    static string RestartOf(RestartPolicy? policy) => policy?.Name switch
    {
        RestartPolicyKind.Always => "always",
        RestartPolicyKind.UnlessStopped => "unless-stopped",
        RestartPolicyKind.OnFailure => new ComposeRestart("on-failure", policy.MaximumRetryCount).ToString(),
        _ => "no",
    };

    static void Flag(SortedDictionary<string, string> fields, string field, bool flag)
    {
        if (flag)
            fields[field] = "true";
    }

    static string Text(long? number) => number is null or 0 ? "" : number.Value.ToString(CultureInfo.InvariantCulture);

    static string Join(IEnumerable<string>? items) => string.Join(' ', items ?? []);

    [GeneratedRegex("^[0-9a-f]{64}$", RegexOptions.CultureInvariant)]
    private static partial Regex AnonymousName();
}
