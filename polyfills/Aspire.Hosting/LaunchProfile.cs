namespace Aspire.Hosting;

public sealed class LaunchProfile
{
    public string? CommandName { get; set; }

    public string? CommandLineArgs { get; set; }

    public string? ApplicationUrl { get; set; }

    public bool? LaunchBrowser { get; set; }

    public string? LaunchUrl { get; set; }

    public bool? DotnetRunMessages { get; set; }

    public Dictionary<string, string> EnvironmentVariables { get; set; } = [];
}
