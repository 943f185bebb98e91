using Docker.DotNet;
using Docker.DotNet.Models;
using HomeLab.Testing.Requirements;

namespace HomeLab.Polyfills.Tests.Docker;

public sealed class ExecOperationsTests(DockerFixture docker) : IClassFixture<DockerFixture>
{
    [RequiresFact(Requirement.Docker)]
    public async Task Runs_a_command_with_input_and_tells_its_outputs_and_exit_code()
    {
        await using var container = await docker.RunAsync();
        var command = await docker.Client.Exec.ExecCreateContainerAsync(container.Id, new ContainerExecCreateParameters
        {
            AttachStdin = true,
            AttachStdout = true,
            AttachStderr = true,
            Env = ["WHO=lab"],
            Cmd = ["sh", "-c", "cat; echo \" $WHO\"; echo wrong >&2; exit 7"],
        });

        using var stream = await docker.Client.Exec.StartAndAttachContainerExecAsync(command.ID, tty: false);
        await stream.WriteAsync("hello"u8.ToArray(), 0, 5, CancellationToken.None);
        stream.CloseWrite();
        var (stdout, stderr) = await stream.ReadOutputToEndAsync(CancellationToken.None);
        var ended = await docker.Client.Exec.InspectContainerExecAsync(command.ID);

        Assert.Equal("hello lab\n", stdout);
        Assert.Equal("wrong\n", stderr);
        Assert.False(ended.Running);
        Assert.Equal(7, ended.ExitCode);
        Assert.Equal(container.Id, ended.ContainerID);
    }

    [RequiresFact(Requirement.Docker)]
    public async Task Gives_a_terminal_one_output_without_frames()
    {
        await using var container = await docker.RunAsync();
        var command = await docker.Client.Exec.ExecCreateContainerAsync(container.Id, new ContainerExecCreateParameters
        {
            AttachStdout = true,
            AttachStderr = true,
            Tty = true,
            Cmd = ["sh", "-c", "echo out; echo err >&2"],
        });

        using var stream = await docker.Client.Exec.StartAndAttachContainerExecAsync(command.ID, tty: true);
        var (stdout, stderr) = await stream.ReadOutputToEndAsync(CancellationToken.None);

        Assert.Equal("out\r\nerr\r\n", stdout);
        Assert.Equal("", stderr);
    }

    [RequiresFact(Requirement.Docker)]
    public async Task Passes_on_more_than_a_buffer_holds()
    {
        await using var container = await docker.RunAsync();
        var command = await docker.Client.Exec.ExecCreateContainerAsync(container.Id, new ContainerExecCreateParameters
        {
            AttachStdout = true,
            Cmd = ["sh", "-c", "i=0; while [ $i -lt 20000 ]; do echo line-$i; i=$((i+1)); done"],
        });

        using var stream = await docker.Client.Exec.StartAndAttachContainerExecAsync(command.ID, tty: false);
        var (stdout, _) = await stream.ReadOutputToEndAsync(CancellationToken.None);

        Assert.Equal(Enumerable.Range(0, 20000).Select(i => $"line-{i}"), stdout.TrimEnd('\n').Split('\n'));
    }

    [RequiresFact(Requirement.Docker)]
    public async Task Refuses_a_command_in_a_container_that_is_not_there() =>
        await Assert.ThrowsAsync<DockerContainerNotFoundException>(() => docker.Client.Exec.ExecCreateContainerAsync(
            "homelab-nobody", new ContainerExecCreateParameters { Cmd = ["true"] }));
}
