namespace Docker.DotNet.Models;

public class Actor
{
    public IDictionary<string, string> Attributes { get; set; }
    public string ID { get; set; }
}
