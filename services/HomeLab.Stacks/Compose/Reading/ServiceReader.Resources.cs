namespace HomeLab.Stacks.Compose.Reading;

sealed partial class ServiceReader
{
    const long Billion = 1_000_000_000;

    ServiceIsolation Isolation() => new()
    {
        Privileged = map.Flag("privileged") ?? false,
        ReadOnly = map.Flag("read_only") ?? false,
        Init = map.Flag("init"),
        CapAdd = Sorted("cap_add"),
        CapDrop = Sorted("cap_drop"),
        SecurityOptions = Sorted("security_opt"),
        GroupAdd = Sorted("group_add"),
        Sysctls = map.Pairs("sysctls"),
        Ulimits = [.. Ulimits().OrderBy(it => it.Name, StringComparer.Ordinal)],
        Pid = map.Text("pid"),
        Ipc = map.Text("ipc"),
        Uts = map.Text("uts"),
        UserNamespace = map.Text("userns_mode"),
        Cgroup = map.Text("cgroup"),
        CgroupParent = map.Text("cgroup_parent"),
        Runtime = map.Text("runtime"),
    };

    string[] Sorted(string field) => [.. map.Texts(field).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    IEnumerable<ComposeUlimit> Ulimits()
    {
        if (map.Map("ulimits") is not { } limits || map.Take("ulimits") is not { ValueKind: System.Text.Json.JsonValueKind.Object } json)
            yield break;
        foreach (var limit in json.EnumerateObject())
        {
            if (limit.Value.ValueKind != System.Text.Json.JsonValueKind.Object)
            {
                var both = limits.Number(limit.Name) ?? 0;
                yield return new ComposeUlimit(limit.Name, both, both);
                continue;
            }
            var pair = limits.Child(limit.Name, limit.Value);
            yield return new ComposeUlimit(limit.Name, pair.Number("soft") ?? 0, pair.Number("hard") ?? 0);
            pair.Close();
        }
    }

    ServiceResources Resources(ComposeMap? deploy)
    {
        var (limits, reservations) = (deploy?.Map("limits"), deploy?.Map("reservations"));
        var cpus = Cpus(map) ?? (limits is null ? null : Cpus(limits));
        if (reservations?.Has("cpus") == true)
            notes.Add($"{reservations.PathOf("cpus")} says something to a Swarm only");
        var resources = new ServiceResources
        {
            Memory = map.Size("mem_limit") ?? limits?.Size("memory"),
            MemoryReservation = map.Size("mem_reservation") ?? reservations?.Size("memory"),
            MemorySwap = map.Size("memswap_limit"),
            MemorySwappiness = map.Number("mem_swappiness"),
            NanoCpus = cpus,
            CpuShares = map.Number("cpu_shares"),
            CpuQuota = map.Number("cpu_quota"),
            CpuPeriod = map.Number("cpu_period"),
            Cpuset = map.Text("cpuset"),
            Pids = map.Number("pids_limit") ?? limits?.Number("pids"),
            OomKillDisable = map.Flag("oom_kill_disable"),
            OomScoreAdj = map.Number("oom_score_adj"),
            Devices = [.. map.Items("devices").Select(Device).OrderBy(it => it.Target, StringComparer.Ordinal)],
            DeviceCgroupRules = map.Texts("device_cgroup_rules"),
            Reservations = [.. reservations?.Items("devices").Select(Reservation) ?? [], .. Gpus()],
        };
        limits?.Close();
        reservations?.Refuse("generic_resources", "needs a Swarm", Remove);
        reservations?.Close();
        return resources;
    }

    static long? Cpus(ComposeMap map)
    {
        if (map.Text("cpus") is not { } text)
            return null;
        if (decimal.TryParse(text, System.Globalization.NumberStyles.AllowDecimalPoint, System.Globalization.CultureInfo.InvariantCulture, out var cpus) && cpus < 100_000)
            return cpus == 0 ? null : (long)(cpus * Billion);
        map.Report("cpus", "is not a number of CPUs", "write it like 0.5 or 2");
        return null;
    }

    static ComposeDevice Device(ComposeMap map)
    {
        var source = map.Text("source") ?? "";
        var device = new ComposeDevice(source, map.Text("target") ?? source, map.Text("permissions") ?? "rwm");
        if (!source.StartsWith('/'))
            map.Report("source", "is not a device file of the host", "begin it with /dev/; devices of a CDI driver are not supported");
        map.Close();
        return device;
    }

    IEnumerable<DeviceReservation> Gpus()
    {
        if (map.Take("gpus") is not { } gpus)
            return [];
        if (gpus.ValueKind == System.Text.Json.JsonValueKind.String && gpus.GetString() == "all")
            return [new DeviceReservation(null, -1, [], ["gpu"], TextMaps.Empty)];
        return [.. map.Items("gpus").Select(Reservation).Select(it => it.Capabilities.Count > 0 ? it : it with { Capabilities = ["gpu"] })];
    }

    static DeviceReservation Reservation(ComposeMap map)
    {
        var ids = map.Texts("device_ids");
        var count = map.Text("count") is { } text && text != "all" ? map.Number("count") ?? 0 : ids.Count > 0 ? 0 : -1;
        var reservation = new DeviceReservation(map.Text("driver"), count, ids, map.Texts("capabilities"), map.Pairs("options"));
        map.Close();
        return reservation;
    }
}
