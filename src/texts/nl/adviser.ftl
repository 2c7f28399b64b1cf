# adviser
