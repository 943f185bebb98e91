using HomeLab.NativeServers;

namespace HomeLab.Testing.Docker;

/// <summary>The Docker daemon that tests use: the machine's, where one answers; else one of this test process.</summary>
/// <remarks>Tests share it with each other, and perhaps with people: they remove what they make and count nothing.</remarks>
public static class TestDocker
{
    static readonly Uri Machines = new("unix:///var/run/docker.sock");
    static readonly Lazy<Task<Uri>> LazyEndpoint = new(StartAsync);

    /// <summary>Why there can be none, or null. Packages that are missing are not a reason: they can be installed.</summary>
    public static string? WhyImpossible => Answers() ? null : DockerEngine.WhyImpossible;

    /// <summary>True when nothing has to be installed.</summary>
    public static bool IsThere => TestImage.BusyBox is not null && (Answers() || DockerEngine.IsInstalled);

    public static IReadOnlyList<string> Packages { get; } = [.. DockerEngine.Packages, "busybox-static"];

    /// <summary>The daemon's address, <c>unix:///…</c>; the first call starts one if it must.</summary>
    public static Task<Uri> EndpointAsync() => LazyEndpoint.Value;

    static async Task<Uri> StartAsync() => Answers() ? Machines : (await DockerEngine.StartAsync()).Endpoint;

    static bool Answers()
    {
        if (!File.Exists(Machines.LocalPath)) return false;
        using var http = DockerHttp.Connect(Machines);
        try
        {
            using var response = http.Send(new HttpRequestMessage(HttpMethod.Get, "_ping"));
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }
}
