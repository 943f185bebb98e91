namespace Docker.DotNet.Models;

public class IndexInfo
{
    public IList<string> Mirrors { get; set; }
    public string Name { get; set; }
    public bool Official { get; set; }
    public bool Secure { get; set; }
}
