using System.Globalization;
using System.Text.Json;

namespace HomeLab.Stacks.Docker.Planning;

/// <summary>
/// What a service's container is made of, field by field, after its image has added what the service does not say. What the Engine
/// alone decides is left out.
/// </summary>
/// <remarks>How an Engine merges: https://github.com/moby/moby/blob/master/daemon/commit.go (merge).</remarks>
sealed class DesiredShape
{
    readonly SortedDictionary<string, string> fields = new(StringComparer.Ordinal);

    DesiredShape() { }

    /// <param name="resolve">The id of the container whose namespace a mode means, or null.</param>
    public static TextMap Of(
        ComposeProject project, ComposeService service, ImageDefaults image, string? hostDirectory, Func<string, string?> resolve)
    {
        var shape = new DesiredShape();
        shape.Process(service, image);
        shape.Healthcheck(service.Healthcheck, image.Healthcheck);
        shape.Networking(service, image, resolve);
        shape.Mounts(ContainerMounts.Of(project, service, hostDirectory), service, image);
        shape.Isolation(service, resolve);
        shape.Resources(service.Resources);
        return TextMaps.Of(shape.fields);
    }

    void Process(ComposeService service, ImageDefaults image)
    {
        // An Engine takes an empty entrypoint for a wish to have none.
        var entrypoint = service.Entrypoint ?? image.Entrypoint;
        Set("entrypoint", List(entrypoint));
        Set("command", List(service.Command is { Count: > 0 } command ? command : service.Entrypoint is null ? image.Command : []));
        foreach (var (name, value) in image.Environment.SetItems(service.Environment))
            fields["environment." + name] = value;
        foreach (var (name, value) in image.Labels.SetItems(service.Labels).Where(it => !ComposeLabels.IsReserved(it.Key)))
            fields["label." + name] = value;
        Set("user", service.User ?? image.User);
        Set("working_dir", service.WorkingDir ?? image.WorkingDir);
        Set("stop_signal", service.StopSignal ?? image.StopSignal);
        Set("stop_grace_period", Text((long?)service.StopGracePeriod?.TotalSeconds));
        Set("hostname", service.Hostname);
        Set("domainname", service.Domainname);
        Set("tty", service.Tty);
        Set("stdin_open", service.StdinOpen);
        Set("restart", service.Restart.ToString());
        if (service.Logging is { } logging)
            Set("logging", $"{logging.Driver} {Pairs(logging.Options)}".Trim());
    }

    void Healthcheck(ComposeHealthcheck? own, ComposeHealthcheck? image)
    {
        var test = own?.Test ?? image?.Test;
        Set("healthcheck.test", List(test ?? []));
        if (own is { IsDisabled: true })
            return;
        Set("healthcheck.interval", Text((own?.Interval ?? image?.Interval)?.Ticks));
        Set("healthcheck.timeout", Text((own?.Timeout ?? image?.Timeout)?.Ticks));
        Set("healthcheck.start_period", Text((own?.StartPeriod ?? image?.StartPeriod)?.Ticks));
        Set("healthcheck.retries", Text(own?.Retries ?? image?.Retries));
    }

    void Networking(ComposeService service, ImageDefaults image, Func<string, string?> resolve)
    {
        var networking = service.Networking;
        Set("network_mode", Mode(networking.Mode, resolve) is var mode && mode is "bridge" or "default" ? null : mode);
        foreach (var ports in networking.Ports.GroupBy(it => it.Key, StringComparer.Ordinal))
            Set("port." + ports.Key, string.Join(' ', ports.Select(it => $"{it.HostIp}:{it.Published}").Order(StringComparer.Ordinal)));
        var exposed = networking.Expose.Concat(networking.Ports.Select(it => it.Key)).Concat(image.ExposedPorts);
        Set("expose", string.Join(' ', exposed.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)));
        Set("dns", string.Join(' ', networking.Dns));
        Set("dns_search", string.Join(' ', networking.DnsSearch));
        Set("dns_opt", string.Join(' ', networking.DnsOptions));
        Set("extra_hosts", string.Join(' ', networking.ExtraHosts.Order(StringComparer.Ordinal)));
    }

    void Mounts(IReadOnlyList<ContainerMount> mounts, ComposeService service, ImageDefaults image)
    {
        foreach (var mount in mounts)
            Set("mount." + mount.Target, mount.ToString());
        foreach (var tmpfs in service.Storage.Tmpfs)
        {
            var colon = tmpfs.IndexOf(':', StringComparison.Ordinal);
            fields["tmpfs." + (colon < 0 ? tmpfs : tmpfs[..colon])] = colon < 0 ? "" : tmpfs[(colon + 1)..];
        }
        foreach (var target in image.Volumes.Where(it => !fields.ContainsKey("mount." + it) && !fields.ContainsKey("tmpfs." + it)))
            Set("mount." + target, ContainerMount.Anonymous(target).ToString());
        Set("shm_size", Text(service.Storage.ShmSize));
        Set("storage_opt", Pairs(service.Storage.StorageOptions));
    }

    void Isolation(ComposeService service, Func<string, string?> resolve)
    {
        var isolation = service.Isolation;
        Set("privileged", isolation.Privileged);
        Set("read_only", isolation.ReadOnly);
        Set("init", isolation.Init is { } init ? init ? "true" : "false" : null);
        Set("cap_add", Capabilities(isolation.CapAdd));
        Set("cap_drop", Capabilities(isolation.CapDrop));
        Set("security_opt", string.Join(' ', isolation.SecurityOptions));
        Set("group_add", string.Join(' ', isolation.GroupAdd));
        Set("sysctls", Pairs(isolation.Sysctls));
        Set("ulimits", string.Join(' ', isolation.Ulimits));
        Set("pid", Mode(isolation.Pid, resolve));
        Set("ipc", Mode(isolation.Ipc, resolve));
        Set("uts", isolation.Uts);
        Set("userns_mode", isolation.UserNamespace);
        Set("cgroup", isolation.Cgroup);
        Set("cgroup_parent", isolation.CgroupParent);
        Set("runtime", isolation.Runtime);
    }

    void Resources(ServiceResources resources)
    {
        Set("memory", Text(resources.Memory));
        Set("memory_reservation", Text(resources.MemoryReservation));
        Set("memory_swap", Text(resources.MemorySwap));
        Set("memory_swappiness", Text(resources.MemorySwappiness));
        Set("cpus", Text(resources.NanoCpus));
        Set("cpu_shares", Text(resources.CpuShares));
        Set("cpu_quota", Text(resources.CpuQuota));
        Set("cpu_period", Text(resources.CpuPeriod));
        Set("cpuset", resources.Cpuset);
        Set("pids_limit", Text(resources.Pids));
        Set("oom_kill_disable", resources.OomKillDisable ?? false);
        Set("oom_score_adj", Text(resources.OomScoreAdj));
        Set("devices", string.Join(' ', resources.Devices));
        Set("device_cgroup_rules", string.Join(' ', resources.DeviceCgroupRules));
        Set("device_requests", string.Join(' ', resources.Reservations));
    }

    /// <summary><c>CAP_NET_ADMIN</c> and <c>net_admin</c> are one capability; newer Engines write the first.</summary>
    public static string Capabilities(IEnumerable<string> names) => string.Join(' ', names
        .Select(it => it.ToUpperInvariant()).Select(it => it.StartsWith("CAP_", StringComparison.Ordinal) ? it[4..] : it).Order(StringComparer.Ordinal));

    public static string List(IReadOnlyList<string> items) => items.Count == 0 || items is [""] ? "" : JsonSerializer.Serialize(items);

    public static string Pairs(IEnumerable<KeyValuePair<string, string>> pairs) =>
        string.Join(' ', pairs.OrderBy(it => it.Key, StringComparer.Ordinal).Select(it => $"{it.Key}={it.Value}"));

    static string? Mode(string? mode, Func<string, string?> resolve) =>
        mode is null ? null
        : mode.StartsWith("service:", StringComparison.Ordinal) || mode.StartsWith("container:", StringComparison.Ordinal) ? $"container:{resolve(mode)}"
        : mode;

    static string? Text(long? number) => number is null or 0 ? null : number.Value.ToString(CultureInfo.InvariantCulture);

    void Set(string field, bool flag)
    {
        if (flag)
            fields[field] = "true";
    }

    void Set(string field, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            fields[field] = value;
    }
}
