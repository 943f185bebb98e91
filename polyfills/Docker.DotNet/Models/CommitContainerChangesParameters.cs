namespace Docker.DotNet.Models;

public class CommitContainerChangesParameters
{
    [QueryParameter("author")]
    public string Author { get; set; }

    [QueryParameter("changes")]
    public IList<string> Changes { get; set; }

    [QueryParameter("comment")]
    public string Comment { get; set; }

    public Config Config { get; set; }

    [QueryParameter("container", Required = true)]
    public string ContainerID { get; set; }

    [QueryParameter("pause")]
    public bool? Pause { get; set; }

    [QueryParameter("repo")]
    public string RepositoryName { get; set; }

    [QueryParameter("tag")]
    public string Tag { get; set; }
}
