namespace Docker.DotNet.Models;

public class ServiceSpec
{
    public IDictionary<string, string> Labels { get; set; }
    public ServiceMode Mode { get; set; }
    public string Name { get; set; }
    public TaskSpec TaskTemplate { get; set; }
}
