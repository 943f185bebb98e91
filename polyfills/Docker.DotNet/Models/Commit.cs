namespace Docker.DotNet.Models;

public class Commit
{
    public string Expected { get; set; }
    public string ID { get; set; }
}
