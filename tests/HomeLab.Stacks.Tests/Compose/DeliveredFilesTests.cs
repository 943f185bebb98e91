using System.Text;
using HomeLab.Stacks.Compose;

namespace HomeLab.Stacks.Tests.Compose;

public class DeliveredFilesTests
{
    const string Json = """
        {"name": "shop", "services": {"web": {"image": "x",
          "volumes": [{"type": "bind", "source": "./shop/conf", "target": "/etc/shop"}, {"type": "bind", "source": "/srv/media", "target": "/media"}],
          "configs": [{"source": "page", "target": "/page"}], "secrets": [{"source": "key", "mode": "0400", "uid": "33", "gid": "44"}]}},
         "configs": {"page": {"content": "<p>"}}, "secrets": {"key": {"environment": "KEY"}}}
        """;

    [Fact]
    public void Are_configs_secrets_and_what_the_repository_has_under_a_bind()
    {
        var project = Projects.Parse(Json);
        var files = Projects.Files(("./shop/conf/a.ini", "a"), ("./shop/conf/d/b.ini", "b"), ("./shop/conf2/c.ini", "c"))
            with { Variables = TextMaps.Of([new("KEY", "s3cret")]) };

        var delivered = DeliveredFiles.Of(project, project.Services["web"], files, null);

        Assert.Equal(["/etc/shop/a.ini", "/etc/shop/d/b.ini", "/page", "/run/secrets/key"], delivered.Select(it => it.Target));
        Assert.Equal(["a", "b", "<p>", "s3cret"], delivered.Select(it => Encoding.UTF8.GetString(it.Content.Span)));
        Assert.Equal((33, 44, 256u), (delivered[3].Uid, delivered[3].Gid, delivered[3].Mode));
        Assert.Empty(DeliveredFiles.Problems(project, project.Services["web"], files, null));
    }

    [Fact]
    public void Are_refused_by_name_where_they_are_not_there()
    {
        var project = Projects.Parse(Json);

        var problems = DeliveredFiles.Problems(project, project.Services["web"], RepositoryFiles.None, null);

        Assert.Equal(["secrets.key.environment", "services.web.volumes"], problems.Select(it => it.Path));
    }

    [Fact]
    public void Of_the_repository_are_mounted_where_the_host_has_it()
    {
        var project = Projects.Parse(Json);
        var files = RepositoryFiles.None with { Variables = TextMaps.Of([new("KEY", "s3cret")]) };

        Assert.Equal(["/page", "/run/secrets/key"], DeliveredFiles.Of(project, project.Services["web"], files, "/opt/shop").Select(it => it.Target));
        Assert.Empty(DeliveredFiles.Problems(project, project.Services["web"], files, "/opt/shop"));
    }
}
