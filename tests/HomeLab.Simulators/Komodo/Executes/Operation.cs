using HomeLab.Simulators.Komodo.State;

namespace HomeLab.Simulators.Komodo.Executes;

/// <summary>Something that can be done to a stack.</summary>
/// <param name="Action">As the action state calls it.</param>
sealed record Operation(string Name, string Action, Func<WorkOrder, WorkResult> Run)
{
    static readonly Dictionary<string, Operation> All = new Operation[]
    {
        new("DeployStack", "deploying", order => new Deployment(order).Run()),
        new("PullStack", "pulling", order => new Deployment(order).Pull()),
        new("StartStack", "starting", order => ComposeCommand.Run(order, "start")),
        new("RestartStack", "restarting", order => ComposeCommand.Run(order, "restart")),
        new("StopStack", "stopping", order => ComposeCommand.Run(order, "stop")),
        new("PauseStack", "pausing", order => ComposeCommand.Run(order, "pause")),
        new("UnpauseStack", "unpausing", order => ComposeCommand.Run(order, "unpause")),
        new("DestroyStack", "destroying", order => ComposeDown.Run(order.Core, order.Stack, order.Services, order.RemovesOrphans, order.Now)),
    }.ToDictionary(it => it.Name);

    public static readonly Operation Deploy = All["DeployStack"];

    public static readonly Operation Restart = All["RestartStack"];

    public static Operation? Find(string name) => All.GetValueOrDefault(name);

    /// <summary>Fetching images keeps nobody from doing something else.</summary>
    public bool IsPull => Action == "pulling";

    /// <summary>Where it shows that it did not work.</summary>
    public string LastStage => Action switch { "deploying" => "Compose Up", "pulling" => "Compose Pull", _ => "Compose Command" };

    public Stack Begun(Stack stack) => IsPull ? stack with { IsPulling = true } : stack with { Doing = Action };

    public Stack Ended(Stack stack) => IsPull ? stack with { IsPulling = false } : stack with { Doing = null };
}
