namespace HomeLab.Stacks.Compose.Reading;

sealed partial class ServiceReader
{
    ServiceStorage Storage() => new()
    {
        Volumes = [.. map.Items("volumes").Select(Mount).OrderBy(it => it.Target, StringComparer.Ordinal)],
        Tmpfs = [.. map.Texts("tmpfs").Order(StringComparer.Ordinal)],
        Configs = [.. map.Items("configs").Select(it => FileOf(it, "/"))],
        Secrets = [.. map.Items("secrets").Select(it => FileOf(it, "/run/secrets/"))],
        ShmSize = map.Size("shm_size"),
        StorageOptions = map.Pairs("storage_opt"),
    };

    static ComposeMount Mount(ComposeMap map)
    {
        var (bind, volume, tmpfs) = (map.Map("bind"), map.Map("volume"), map.Map("tmpfs"));
        var (source, target) = (map.Text("source") ?? "", map.Text("target") ?? "");
        var mount = new ComposeMount
        {
            Kind = Kind(map),
            Source = source,
            Target = target.Length > 1 ? target.TrimEnd('/') : target,
            IsReadOnly = map.Flag("read_only") ?? false,
            Propagation = bind?.Text("propagation"),
            CreatesHostPath = bind?.Flag("create_host_path") ?? true,
            SeLinux = bind?.Text("selinux"),
            NoCopy = volume?.Flag("nocopy") ?? false,
            TmpfsSize = tmpfs?.Size("size"),
            TmpfsMode = tmpfs?.Text("mode") is { } mode ? Octal(tmpfs, mode) : null,
        };
        map.Skip("consistency");
        bind?.Refuse("recursive", "is not in the Engine client's reach", Remove);
        volume?.Refuse("subpath", "is not in the Engine client's reach", "mount the whole volume");
        volume?.Skip("labels");
        if (!target.StartsWith('/'))
            map.Report("target", "is not an absolute path in the container", "begin it with /");
        if (mount.Kind == MountKind.Bind && !mount.IsOfRepository && !source.StartsWith('/'))
            map.Report("source", "is neither a path on the host nor one of the repository", "begin it with / or ./");
        foreach (var part in new[] { bind, volume, tmpfs, map })
            part?.Close();
        return mount;
    }

    static MountKind Kind(ComposeMap map)
    {
        switch (map.Text("type"))
        {
            case "bind":
            // What Inventory could not tell from a volume's name, for it is encrypted.
            case null when map.Text("source") is ['/', ..]:
                return MountKind.Bind;
            case "volume":
                return MountKind.Volume;
            case "tmpfs":
                return MountKind.Tmpfs;
            default:
                map.Report("type", "is none that HomeLab mounts", "write bind, volume or tmpfs");
                return MountKind.Volume;
        }
    }

    static FileMount FileOf(ComposeMap map, string directory)
    {
        var source = map.Text("source") ?? "";
        var target = map.Text("target") ?? source;
        var mount = new FileMount(
            source, target.StartsWith('/') ? target : directory + target, (int)(map.Number("uid") ?? 0), (int)(map.Number("gid") ?? 0),
            map.Text("mode") is { } mode ? Octal(map, mode) : 0b100_100_100);
        map.Close();
        return mount;
    }

    /// <summary>A mode as text is octal; as a number it is what it is.</summary>
    static uint Octal(ComposeMap map, string text)
    {
        if (map.Take("mode") is { ValueKind: System.Text.Json.JsonValueKind.Number } && !text.StartsWith('0'))
            return Octal(map, ComposeScalars.Number(text) ?? -1);
        var value = 0L;
        foreach (var digit in text.StartsWith("0o", StringComparison.Ordinal) ? text[2..] : text)
            value = digit is >= '0' and <= '7' && value is >= 0 and < 4096 ? value * 8 + (digit - '0') : -1;
        return Octal(map, value);
    }

    static uint Octal(ComposeMap map, long value)
    {
        if (value is >= 0 and < 4096)
            return (uint)value;
        map.Report("mode", "is not a file's mode", "write it like \"0444\"");
        return 0;
    }
}
