namespace Docker.DotNet.Models;

public class ComponentVersion
{
    public IDictionary<string, string> Details { get; set; }
    public string Name { get; set; }
    public string Version { get; set; }
}
