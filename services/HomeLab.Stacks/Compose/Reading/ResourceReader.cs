namespace HomeLab.Stacks.Compose.Reading;

/// <summary>Reads what is declared beside the services.</summary>
static class ResourceReader
{
    public static ComposeNetwork Network(string key, string project, ComposeMap map)
    {
        var (name, isExternal) = Name(key, project, map);
        var ipam = map.Map("ipam");
        var network = new ComposeNetwork
        {
            Key = key,
            Name = name,
            IsExternal = isExternal,
            Driver = map.Text("driver"),
            DriverOptions = map.Pairs("driver_opts"),
            IpamDriver = ipam?.Text("driver"),
            IpamOptions = ipam?.Pairs("options") ?? TextMaps.Empty,
            Subnets = [.. ipam?.Items("config").Select(Subnet) ?? []],
            IsInternal = map.Flag("internal") ?? false,
            IsAttachable = map.Flag("attachable") ?? false,
            EnableIpv6 = map.Flag("enable_ipv6"),
            Labels = map.Pairs("labels"),
        };
        if (map.Flag("enable_ipv4") == false)
            map.Report("enable_ipv4", "cannot be turned off through the Engine's client", "remove it");
        ipam?.Close();
        map.Close();
        return network;
    }

    public static ComposeVolume Volume(string key, string project, ComposeMap map)
    {
        var (name, isExternal) = Name(key, project, map);
        var volume = new ComposeVolume(key, name, isExternal, map.Text("driver"), map.Pairs("driver_opts"), map.Pairs("labels"));
        map.Close();
        return volume;
    }

    public static ComposeFile File(string key, ComposeMap map)
    {
        map.Skip("name", "labels");
        if (map.Flag("external") == true)
            map.Report("external", "needs a Swarm, which one Engine is not", "give `file`, `environment` or `content`");
        map.Refuse("driver", "needs a Swarm, which one Engine is not", "give `file`, `environment` or `content`");
        map.Refuse("template_driver", "needs a Swarm, which one Engine is not", "give the content as it shall be");
        var file = new ComposeFile(key, map.Text("file"), map.Text("environment"), map.Text("content"));
        if (new[] { file.File, file.Environment, file.Content }.Count(it => it is not null) != 1 && !map.Has("external"))
            map.Report("file", "is not the one source of its content", "give exactly one of `file`, `environment` and `content`");
        map.Close();
        return file;
    }

    static ComposeSubnet Subnet(ComposeMap map)
    {
        var subnet = new ComposeSubnet(map.Text("subnet"), map.Text("gateway"), map.Text("ip_range"), map.Pairs("aux_addresses"));
        map.Close();
        return subnet;
    }

    static (string Name, bool IsExternal) Name(string key, string project, ComposeMap map)
    {
        var isExternal = map.Flag("external") ?? false;
        return (map.Text("name") ?? (isExternal ? key : $"{project}_{key}"), isExternal);
    }
}
