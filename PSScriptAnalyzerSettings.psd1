@{
    ExcludeRules = @(
        # The build, the demo and the benchmark talk to a person in front of a terminal.
        'PSAvoidUsingWriteHost'
        # Pester's blocks and -ForEach tables use variables of the blocks around them, which the rule does not see.
        'PSUseDeclaredVarsMoreThanAssignments'
    )
}
