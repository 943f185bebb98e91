using System.Formats.Tar;
using System.Net;
using Docker.DotNet;
using Docker.DotNet.Models;
using HomeLab.Testing.Docker;
using HomeLab.Testing.Requirements;

namespace HomeLab.Polyfills.Tests.Docker;

public sealed class ImageOperationsTests(DockerFixture docker) : IClassFixture<DockerFixture>, IAsyncLifetime
{
    readonly string _repository = $"homelab-test-{Guid.NewGuid():N}";

    IImageOperations Images => docker.Client.Images;

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (docker.Client is null) return;
        foreach (var tag in (await ListAsync()).SelectMany(image => image.RepoTags))
            await Images.DeleteImageAsync(tag, new ImageDeleteParameters { Force = true });
    }

    [RequiresFact(Requirement.Docker)]
    public async Task Imports_a_root_file_system_and_reports_how_it_goes()
    {
        var reports = new Reports<JSONMessage>();

        await Images.CreateImageAsync(
            new ImagesCreateParameters { Repo = _repository, Tag = "imported", Changes = ["CMD [\"sleep\", \"1\"]", "LABEL kind=test"] },
            TestImage.Archive(), null, reports);
        var image = await Images.InspectImageAsync($"{_repository}:imported");

        Assert.Equal(image.ID, Assert.Single(reports.Values).Status);
        Assert.Equal(["sleep", "1"], image.Config.Cmd);
        Assert.Equal("test", image.Config.Labels["kind"]);
    }

    [RequiresFact(Requirement.Docker)]
    public async Task Saves_an_image_and_loads_it_again()
    {
        await Images.TagImageAsync(TestImage.Name, new ImageTagParameters { RepositoryName = _repository, Tag = "saved" });
        var saved = new MemoryStream();
        await using (var stream = await Images.SaveImageAsync($"{_repository}:saved"))
            await stream.CopyToAsync(saved);
        saved.Position = 0;
        await Images.DeleteImageAsync($"{_repository}:saved", new ImageDeleteParameters());
        await Assert.ThrowsAsync<DockerImageNotFoundException>(() => Images.InspectImageAsync($"{_repository}:saved"));
        var reports = new Reports<JSONMessage>();

        await Images.LoadImageAsync(new ImageLoadParameters(), saved, reports);

        Assert.Equal([$"{_repository}:saved"], Assert.Single(await ListAsync()).RepoTags);
        Assert.Contains(reports.Values, report => report.Stream?.Contains("Loaded image", StringComparison.Ordinal) == true);
    }

    [RequiresFact(Requirement.Docker)]
    public async Task Builds_from_a_Dockerfile_and_reports_a_step_that_fails()
    {
        var good = new Reports<JSONMessage>();
        var bad = new Reports<JSONMessage>();

        await Images.BuildImageFromDockerfileAsync(
            new ImageBuildParameters { Tags = [$"{_repository}:built"], BuildArgs = new Dictionary<string, string> { ["NAME"] = "lab" } },
            Context($"FROM {TestImage.Name}\nARG NAME\nENV NAME=$NAME\n"), null, null, good);
        await Images.BuildImageFromDockerfileAsync(
            new ImageBuildParameters(), Context($"FROM {TestImage.Name}\nCOPY missing /\n"), null, null, bad);

        Assert.Contains("NAME=lab", (await Images.InspectImageAsync($"{_repository}:built")).Config.Env);
        Assert.Contains(good.Values, report => report.Stream?.StartsWith("Step 1/3", StringComparison.Ordinal) == true);
        Assert.NotEmpty(bad.Values[^1].Error.Message);
        Assert.NotEmpty(bad.Values[^1].ErrorMessage);
    }

    [RequiresFact(Requirement.Docker)]
    public async Task Commits_a_container_and_shows_its_history()
    {
        await using var container = await docker.RunAsync("touch", "/tmp/made");
        await docker.Client.Containers.WaitContainerAsync(container.Id);

        var commit = await Images.CommitContainerChangesAsync(new CommitContainerChangesParameters
        {
            ContainerID = container.Id,
            RepositoryName = _repository,
            Tag = "committed",
            Comment = "by a test",
        });
        var changes = await docker.Client.Containers.InspectChangesAsync(container.Id);

        Assert.Equal(commit.ID, (await Images.InspectImageAsync($"{_repository}:committed")).ID);
        Assert.Contains(await Images.GetImageHistoryAsync(commit.ID), layer => layer.Comment == "by a test");
        Assert.Contains(changes, change => change is { Path: "/tmp/made", Kind: FileSystemChangeKind.Add });
        Assert.Contains(changes, change => change is { Path: "/tmp", Kind: FileSystemChangeKind.Modify });
    }

    [RequiresFact(Requirement.Docker)]
    public async Task Refuses_to_pull_a_name_that_is_none()
    {
        var refusal = await Assert.ThrowsAsync<DockerApiException>(() => Images.CreateImageAsync(
            new ImagesCreateParameters { FromImage = "Not A Name", Tag = "1" }, null, new Reports<JSONMessage>()));

        Assert.Equal(HttpStatusCode.BadRequest, refusal.StatusCode);
    }

    Task<IList<ImagesListResponse>> ListAsync() => Images.ListImagesAsync(new ImagesListParameters
    {
        Filters = new Dictionary<string, IDictionary<string, bool>> { ["reference"] = new Dictionary<string, bool> { [_repository] = true } },
    });

    static MemoryStream Context(string dockerfile)
    {
        var archive = new MemoryStream();
        using (var tar = new TarWriter(archive, leaveOpen: true))
        {
            var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(dockerfile));
            tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, "Dockerfile") { DataStream = content });
        }
        archive.Position = 0;
        return archive;
    }
}
