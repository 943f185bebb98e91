using System.Formats.Tar;
using System.Net.Http.Headers;
using HomeLab.NativeServers;

namespace HomeLab.Testing.Docker;

/// <summary>
/// A tiny image made from this machine's static BusyBox, since no registry can be pulled from: a shell, <c>sleep</c>,
/// <c>httpd</c>, <c>nc</c> and their like in <c>/bin</c>. Without a command it sleeps.
/// </summary>
public static class TestImage
{
    public const string Name = "homelab-test:1";
    const UnixFileMode Executable = (UnixFileMode)0b111_101_101;
    static readonly string[] Applets = ["sh", "sleep", "echo", "cat", "true", "false", "ls", "env", "httpd", "nc", "wget", "touch", "test"];

    /// <summary>Where the static BusyBox is, or null.</summary>
    public static string? BusyBox => Executables.Find("busybox");

    /// <summary>The image as an archive of its root file system, for whoever imports it by other means.</summary>
    public static MemoryStream Archive()
    {
        var archive = new MemoryStream();
        using (var tar = new TarWriter(archive, TarEntryFormat.Ustar, leaveOpen: true))
        {
            using var program = File.OpenRead(BusyBox ?? throw new FileNotFoundException("Run: sudo apt-get install busybox-static"));
            tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, "bin/busybox") { DataStream = program, Mode = Executable });
            foreach (var applet in Applets)
                tar.WriteEntry(new UstarTarEntry(TarEntryType.SymbolicLink, "bin/" + applet) { LinkName = "busybox" });
            tar.WriteEntry(new UstarTarEntry(TarEntryType.Directory, "tmp/") { Mode = (UnixFileMode)0b1_111_111_111 });
        }

        archive.Position = 0;
        return archive;
    }

    /// <summary>Imports the image under <paramref name="name"/> into a daemon that does not have it, and returns the name.</summary>
    /// <param name="endpoint">A daemon's <c>unix:</c> address.</param>
    /// <param name="name">Repository and tag.</param>
    public static async Task<string> ImportAsync(Uri endpoint, string name = Name)
    {
        using var http = DockerHttp.Connect(endpoint);
        using (var there = await http.GetAsync($"images/{name}/json"))
        {
            if (there.IsSuccessStatusCode) return name;
        }

        using var archive = new StreamContent(Archive());
        archive.Headers.ContentType = new MediaTypeHeaderValue("application/x-tar");
        string[] changes = ["ENV PATH=/bin", "CMD [\"sleep\", \"86400\"]"];
        var query = string.Concat(changes.Select(change => "&changes=" + Uri.EscapeDataString(change)));
        var split = name.LastIndexOf(':');
        using var response = await http.PostAsync($"images/create?fromSrc=-&repo={name[..split]}&tag={name[(split + 1)..]}{query}", archive);
        var body = await response.EnsureSuccessStatusCode().Content.ReadAsStringAsync();
        if (body.Contains("\"error\"", StringComparison.Ordinal))
            throw new InvalidOperationException($"The daemon did not import {name}: {body}");
        return name;
    }
}
