using HomeLab.Stacks.Docker.Planning;

namespace HomeLab.Stacks.Docker;

/// <summary>A step with the wish that it was planned for.</summary>
sealed record EngineStep(EngineWish Wish, StackStep Step);
