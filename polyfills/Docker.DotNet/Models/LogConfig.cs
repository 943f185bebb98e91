namespace Docker.DotNet.Models;

public class LogConfig
{
    public IDictionary<string, string> Config { get; set; }
    public string Type { get; set; }
}
